/** Languages that people name, as Stripe's locales (https://docs.stripe.com/js/appendix/supported_locales). */
const locales: Readonly<Record<string, string>> = {
  english: 'en',
  french: 'fr',
  german: 'de',
  spanish: 'es',
  italian: 'it',
  portuguese: 'pt',
  'brazilian portuguese': 'pt-BR',
  dutch: 'nl',
  swedish: 'sv',
  danish: 'da',
  norwegian: 'nb',
  finnish: 'fi',
  polish: 'pl',
  czech: 'cs',
  greek: 'el',
  hungarian: 'hu',
  romanian: 'ro',
  turkish: 'tr',
  japanese: 'ja',
  korean: 'ko',
  chinese: 'zh',
};

/**
 * The locale of a language said by name or by code ("French", "pt-BR").
 * @throws Error for a person, where it is neither
 */
export function languageCode(words: string): string {
  const said = words.trim();
  const known = locales[said.toLowerCase()];
  if (known !== undefined) return known;
  if (/^[a-z]{2}(?:-[A-Za-z]{2,4})?$/u.test(said)) return said;
  throw new Error(`Stripe needs a language by its name in English or its code, and “${said}” is neither.`);
}
