/** Where this page may load a picture from: the web's own server, which has it from the API. */
export function pictureUrl(url: string | null | undefined): string | undefined {
  if (!url) return undefined;
  return new URL(url).pathname;
}
