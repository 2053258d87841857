import { readPageContext } from '../../relay/page-context';

/** Where the API is and whose page this is, told by the web's own server. */
export default defineNuxtPlugin(() => {
  const event = useRequestEvent();
  const context = event && readPageContext(event.node.req.headers);
  if (!context) throw new Error('the app is served by relay/serve.ts, which says where the API is');
  return { provide: { pageContext: context } };
});
