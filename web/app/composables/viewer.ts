import type { Role, ViewerQuery } from '~/graphql/operations.gen';

export type Viewer = NonNullable<ViewerQuery['viewer']>;

/** Who is signed in, for menus and for pages that need it. `viewer` is null for a guest. */
export function useViewer() {
  const viewer = useState<Viewer | null>('viewer', () => null);
  const has = (role: Role) => viewer.value?.account?.roles.includes(role) ?? false;
  const sells = computed(() => has('PROVIDER'));
  const moderates = computed(() => has('MODERATOR'));
  const operates = computed(() => has('OPERATOR') || has('ADMIN'));
  const onTeam = computed(() => moderates.value || operates.value);
  return { viewer, sells, moderates, operates, onTeam };
}

/** Sends to the sign-in page and back. */
export const signInPath = (back: string) => `/sign-in?to=${encodeURIComponent(back)}`;
