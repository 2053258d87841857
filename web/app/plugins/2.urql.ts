import urql, { Client, type Exchange, fetchExchange, type SSRData, ssrExchange } from '@urql/vue';
import { normalisedCache } from '~/graphql/cache';
import { liveExchange } from '~/graphql/live';
import type { PageContext } from '../../relay/page-context';

const RESULTS = 'urql';

/** One client for each request on the server, which asks the API itself; one for the page, which asks its own origin. */
export default defineNuxtPlugin((nuxt) => {
  // as: its plugin is the server's alone
  const context = nuxt.$pageContext as PageContext | undefined;
  const results = ssrExchange({ isClient: import.meta.client });
  if (import.meta.client && nuxt.payload.data[RESULTS]) {
    // as: written by extractData below
    results.restoreData(nuxt.payload.data[RESULTS] as SSRData);
  }
  const exchanges: Exchange[] = [normalisedCache(), results];
  if (import.meta.client) exchanges.push(liveExchange());
  const headers: Record<string, string> = context?.accessToken
    ? { authorization: `Bearer ${context.accessToken}` }
    : {};
  const client = new Client({
    url: context?.apiUrl ?? `${location.origin}/graphql`,
    exchanges: [...exchanges, fetchExchange],
    fetchOptions: { headers },
    preferGetMethod: false,
  });
  nuxt.vueApp.use(urql, client);
  if (import.meta.server) {
    nuxt.hook('app:rendered', () => {
      nuxt.payload.data[RESULTS] = results.extractData();
    });
  }
  return {
    provide: {
      urql: client,
      signedIn: context?.accessToken !== undefined,
      brand: useState('brand', () => context?.brand ?? 'Doorstep'),
    },
  };
});
