/** Marks the page from when on its buttons act. */
export default defineNuxtPlugin((nuxt) => {
  nuxt.hook('app:suspense:resolve', () => {
    document.documentElement.dataset.ready = '';
  });
});
