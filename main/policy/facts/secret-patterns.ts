import { entropy, isCard } from './secret-checks.ts';

/** A shape of secrets that Thimble knows beyond the library. */
export interface SecretPattern {
  readonly kind: string;
  /** Global; group 1, where there is one, is the secret and the rest its context. Linear: no nested repetition. */
  readonly find: RegExp;
  /** Group 1 is not the secret. */
  readonly whole?: true;
  readonly check?: (match: string, text: string) => boolean;
}

function isAwsSecret(match: string, text: string): boolean {
  if (!/[a-z]/u.test(match) || !/[A-Z]/u.test(match) || !/\d/u.test(match) || entropy(match) < 3.8) return false;
  return /\b(?:AKIA|ASIA)[A-Z0-9]{16}|\baws\b/iu.test(text);
}

/** Words that say a value is not given: `password: see the vault`. */
const placeholders =
  /^(?:[*•x.…_-]+|(?:process|os|import)\.\S*|\[redacted\S*|<[^>]*>|\$?\{.*|(?:is|was|has|not|in|on|the|a|an|for|to|from|see|ask|reset\w*|change\w*|redacted|hidden|required|policy|page|manager|expired?|invalid|wrong|rotated?|field|form|support|auth\w*|login|and|or)[.,!?;:]*)$/iu;

/** Shapes in which the text around a secret says what it is, and those that the library is stricter with. In order. */
export const secretPatterns: readonly SecretPattern[] = [
  // An unclosed block counts to the end of the text.
  {
    kind: 'a private key',
    find: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!----END))*(?:-----END [A-Z0-9 ]{0,40}-----)?/gu,
  },
  { kind: 'an AWS access key', find: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/gu },
  { kind: 'an AWS secret key', find: /(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/gu, check: isAwsSecret },
  { kind: 'a GitHub token', find: /\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255})\b/gu },
  { kind: 'a Slack token', find: /\bx(?:ox[abeoprs]|app)-[A-Za-z0-9-]{10,250}/gu },
  { kind: 'a Slack webhook', find: /https:\/\/hooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9/_-]{20,100}/gu },
  { kind: 'a Stripe key', find: /\b(?:(?:sk|rk)_(?:live|test)|whsec)_[A-Za-z0-9]{10,250}/gu },
  { kind: 'a Notion token', find: /\b(?:ntn_[A-Za-z0-9]{40,60}|secret_[A-Za-z0-9]{40,50})\b/gu },
  { kind: 'an API key', find: /\bsk-(?:ant-|proj-|or-)?[A-Za-z0-9_-]{20,250}/gu },
  { kind: 'a Google API key', find: /\bAIza[A-Za-z0-9_-]{35}/gu },
  { kind: 'a signed token', find: /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/gu },
  { kind: 'a Stripe key', find: /\b(?:pi|seti)_[A-Za-z0-9]{8,64}_secret_[A-Za-z0-9]{8,64}/gu },
  {
    kind: 'a key in an address',
    find: /[?&](?:token|sig|signature|key|code|auth|apikey|secret|x-amz-signature)=([^&\s"'<>]{12,500})/giu,
    check: (match) => /\d/u.test(match) && /[a-z]/iu.test(match),
  },
  { kind: 'a bearer token', find: /\bBearer\s+([A-Za-z0-9._~+/=-]{20,})/giu },
  { kind: 'a password in an address', find: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{1,100}:([^\s/:@]{1,200})@/giu },
  {
    kind: 'a password or key',
    find: /\b(?:pass(?:word|phrase|wd|code)?|pwd|api[ _-]?key|access[ _-]?key|secret(?:[ _-]?key)?|client[ _-]?secret|(?:access|auth|api|refresh)[ _-]?token)\b["']?\s{0,3}(?:[:=]|\bis\b|→|->)\s{0,3}["'`]?([^\s"'`,;]{4,200})/giu,
    check: (match) => !placeholders.test(match) && (/[^a-z]/iu.test(match) || match.length >= 12),
  },
  { kind: 'a card number', find: /(?<![\d.])\d(?:[\s-]{0,3}\d){11,18}(?!\d|\.\d)/gu, check: isCard },
  // In groups as they stand on the card, whatever is between them.
  { kind: 'a card number', find: /(?<!\d)\d{4}([./_|,:·•])\d{4}\1\d{4}\1\d{4}(?!\d)/gu, check: isCard, whole: true },
  { kind: 'a social security number', find: /(?<![\d-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])/gu },
];
