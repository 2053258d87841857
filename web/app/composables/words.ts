import type { Text } from '~/text/en';

/** The app's words in the visitor's language. */
export const useText = (): Text => useNuxtApp().$text;
export const useBrand = () => useNuxtApp().$brand;
export const useLocale = () => useState<'en' | 'de'>('locale');
