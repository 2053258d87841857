/** A packaged file's text. */
export async function packagedText(folder: 'places' | 'schema', file: string): Promise<string> {
  const bytes = await useStorage(`assets:${folder}`).getItemRaw(file);
  if (!bytes) throw new Error(`${folder}/${file} is not packaged`);
  return typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes);
}
