import type { Viewer } from '~/composables/viewer';
import { ViewerDocument } from '~/graphql/operations.gen';

/** Who is signed in is asked once, by the server: it changes with a new page only. */
export default defineNuxtPlugin(async (nuxt) => {
  const viewer = useState<Viewer | null>('viewer', () => null);
  const unread = useState('unread', () => 0);
  const unknown = useState('viewer-unknown', () => Boolean(nuxt.$pageContext?.sessionUnknown));
  if (!import.meta.server || !nuxt.$signedIn) return;
  const { data, error } = await nuxt.$urql.query(ViewerDocument, {});
  unknown.value = troubleOf(error) === 'down';
  viewer.value = data?.viewer?.account ? data.viewer : null;
  unread.value = data?.viewer?.unreadNotifications ?? 0;
});
