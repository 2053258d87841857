import type { ViewerQuery } from '~/graphql/operations.gen';

export type Viewer = NonNullable<ViewerQuery['viewer']>;

/** Who is signed in, for menus and for pages that need it. `viewer` is null for a guest. */
export function useViewer() {
  const viewer = useState<Viewer | null>('viewer', () => null);
  const sells = computed(() => viewer.value?.account?.roles.includes('PROVIDER') ?? false);
  return { viewer, sells };
}

/** Sends to the sign-in page and back. */
export const signInPath = (back: string) => `/sign-in?to=${encodeURIComponent(back)}`;
