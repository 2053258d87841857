import type { Text } from '~/text/en';

/** Loads the words of the visitor's language: the chosen one, or what the browser asks for. */
export default defineNuxtPlugin(async () => {
  const chosen = useCookie<string | undefined>('locale', { maxAge: YEAR_SECONDS, sameSite: 'lax' });
  const asked = useRequestHeaders(['accept-language'])['accept-language'];
  const locale = useState<'en' | 'de'>('locale', () => languageOf(chosen.value ?? asked ?? 'en'));
  const text: Text = locale.value === 'de' ? (await import('~/text/de')).de : (await import('~/text/en')).en;
  useHead({ htmlAttrs: { lang: locale.value } });
  return { provide: { text } };
});

const YEAR_SECONDS = 365 * 24 * 60 * 60;

const languageOf = (asked: string): 'en' | 'de' => (/^de\b/i.test(asked.trim()) ? 'de' : 'en');
