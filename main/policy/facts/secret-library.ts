import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import type { SecretSpan } from './secrets.ts';

/** The part of a secretlint rule that is used here (https://github.com/secretlint/secretlint, docs/secretlint-rule.md). */
interface LibraryRule {
  readonly meta: { readonly id: string; readonly type: string; readonly supportedContentTypes: readonly string[] };
  create(
    context: {
      report(found: { readonly range: readonly [start: number, end: number] }): void;
      ignore(): void;
      createTranslator(): (id: string) => { readonly messageId: string; readonly message: string };
      readonly sharedOptions: object;
    },
    options: object,
  ): { file?(source: LibrarySource): unknown };
}

interface LibrarySource {
  readonly content: string;
  readonly filePath: string;
  readonly ext: string;
  readonly contentType: 'text';
}

/** What the finds of a rule are called for people; the service's name and "token" for the others. */
const called: Readonly<Record<string, string>> = {
  aws: 'an AWS secret key',
  gcp: 'a Google Cloud key',
  privatekey: 'a private key',
  npm: 'an npm token',
  basicauth: 'a password in an address',
  'database-connection-string': 'a password in an address',
  sendgrid: 'a SendGrid key',
  stripe: 'a Stripe key',
  github: 'a GitHub token',
  gitlab: 'a GitLab token',
  openai: 'an API key',
  anthropic: 'an API key',
  groq: 'an API key',
  huggingface: 'a Hugging Face token',
  '1password': 'a 1Password token',
  'hashicorp-vault': 'a Vault token',
};

const prefix = '@secretlint/secretlint-rule-';

/** Only rules that look at text: the one that lets comments switch others off is not for text that others wrote. */
const scanners = (rules as unknown as readonly LibraryRule[]).filter(
  ({ meta }) => meta.type === 'scanner' && meta.id !== `${prefix}filter-comments`,
);

let found: SecretSpan[] = [];

const running = scanners.map((rule) => {
  const name = rule.meta.id.replace(prefix, '');
  const kind = called[name] ?? `a ${name.charAt(0).toUpperCase()}${name.slice(1)} token`;
  const { file } = rule.create(
    {
      report: ({ range: [start, end] }) => void found.push({ kind, start, end }),
      ignore: () => undefined,
      createTranslator: () => (messageId) => ({ messageId, message: '' }),
      sharedOptions: {},
    },
    {},
  );
  return file;
});

/**
 * What the rules of secretlint's recommended preset find in a text, in no order. The rules are run as they are, without
 * secretlint's engine, which is asynchronous and made for files: a decision is made at once.
 * @throws what a rule throws
 */
export function librarySecrets(text: string): readonly SecretSpan[] {
  found = [];
  const source: LibrarySource = { content: text, filePath: '/text', ext: '', contentType: 'text' };
  for (const file of running) file?.(source);
  return found;
}
