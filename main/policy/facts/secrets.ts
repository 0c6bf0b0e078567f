/** A stretch of text that must not leave the machine or reach the log; `start` and `end` are UTF-16 offsets. */
export interface SecretSpan {
  /** For people: "a card number". */
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

interface Pattern {
  readonly kind: string;
  /** Global; group 1, where there is one, is the secret and the rest its context. Linear: no nested repetition. */
  readonly find: RegExp;
  readonly check?: (match: string, text: string) => boolean;
}

/** Luhn check digit (ISO/IEC 7812-1) over a string of digits. */
function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Issuer ranges with their lengths: Visa, Mastercard, Amex, Diners, Discover, JCB, UnionPay, Maestro. */
const issuers =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12,14}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|(?:6011|65\d\d|64[4-9]\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|62\d{14,17}|(?:50|5[6-9]|6[37])\d{10,17})$/u;

function isCard(match: string): boolean {
  const digits = match.replace(/\D/gu, '');
  // Mastercard is 16 digits; the range above is loose there because two prefixes differ in length.
  if (/^(?:5[1-5]|2[2-7])/u.test(digits) && digits.length !== 16) return false;
  return issuers.test(digits) && luhn(digits) && !/^(\d)\1+$/u.test(digits);
}

/** Shannon entropy in bits a character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

function isAwsSecret(match: string, text: string): boolean {
  if (!/[a-z]/u.test(match) || !/[A-Z]/u.test(match) || !/\d/u.test(match) || entropy(match) < 3.8) return false;
  return /\b(?:AKIA|ASIA)[A-Z0-9]{16}|\baws\b/iu.test(text);
}

/** Words that say a value is not given: `password: see the vault`. */
const placeholders =
  /^(?:[*•x.…_-]+|<[^>]*>|\$?\{.*|(?:is|was|has|not|in|on|the|a|an|for|to|from|see|ask|reset\w*|change\w*|redacted|hidden|required|policy|page|manager|expired?|invalid|wrong|rotated?|field|form|support|auth\w*|login|and|or)[.,!?;:]*)$/iu;

const patterns: readonly Pattern[] = [
  // An unclosed block counts to the end of the text.
  {
    kind: 'a private key',
    find: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!----END))*(?:-----END [A-Z0-9 ]{0,40}-----)?/gu,
  },
  { kind: 'an AWS access key', find: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/gu },
  { kind: 'an AWS secret key', find: /(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/gu, check: isAwsSecret },
  { kind: 'a GitHub token', find: /\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255})\b/gu },
  { kind: 'a GitLab token', find: /\bgl(?:pat|dt|rt|ptt)-[A-Za-z0-9_-]{20,64}/gu },
  { kind: 'a Slack token', find: /\bx(?:ox[abeoprs]|app)-[A-Za-z0-9-]{10,250}/gu },
  { kind: 'a Slack webhook', find: /https:\/\/hooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9/_-]{20,100}/gu },
  { kind: 'a Stripe key', find: /\b(?:(?:sk|rk)_(?:live|test)|whsec)_[A-Za-z0-9]{10,250}/gu },
  { kind: 'a Notion token', find: /\b(?:ntn_[A-Za-z0-9]{40,60}|secret_[A-Za-z0-9]{40,50})\b/gu },
  { kind: 'an API key', find: /\bsk-(?:ant-|proj-|or-)?[A-Za-z0-9_-]{20,250}/gu },
  { kind: 'a Google API key', find: /\bAIza[A-Za-z0-9_-]{35}/gu },
  { kind: 'an npm token', find: /\bnpm_[A-Za-z0-9]{36}\b/gu },
  { kind: 'a SendGrid key', find: /\bSG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{32,64}/gu },
  { kind: 'a signed token', find: /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/gu },
  { kind: 'a bearer token', find: /\bBearer\s+([A-Za-z0-9._~+/=-]{20,})/giu },
  { kind: 'a password in an address', find: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{1,100}:([^\s/:@]{1,200})@/giu },
  {
    kind: 'a password or key',
    find: /\b(?:pass(?:word|phrase|wd|code)?|pwd|api[ _-]?key|access[ _-]?key|secret(?:[ _-]?key)?|client[ _-]?secret|(?:access|auth|api|refresh)[ _-]?token)\b["']?\s{0,3}(?:[:=]|\bis\b|→|->)\s{0,3}["'`]?([^\s"'`,;]{4,200})/giu,
    check: (match) => !placeholders.test(match) && (/[^a-z]/iu.test(match) || match.length >= 12),
  },
  { kind: 'a card number', find: /(?<![\d.])\d(?:[ -]?\d){11,18}(?!\d|\.\d)/gu, check: isCard },
  { kind: 'a social security number', find: /(?<![\d-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])/gu },
];

/** Full-width and other compatibility digits read as digits; only length-preserving forms, so that offsets stay right. */
function fold(text: string): string {
  return text.replace(/[\uFF01-\uFF5E\u2010-\u2015\u2212\u00A0\u2000-\u200A\u202F]/gu, (char) => {
    const code = char.charCodeAt(0);
    if (code >= 0xff01) return String.fromCharCode(code - 0xfee0);
    return code >= 0x2010 && code !== 0x202f ? '-' : ' ';
  });
}

/**
 * Finds API keys, private keys, tokens, passwords said as such, and payment card numbers (Luhn) in a text. Spans are in
 * order and do not overlap. A finder of well-known shapes, not a proof of absence.
 */
export function findSecrets(text: string): SecretSpan[] {
  const folded = fold(text);
  const found: SecretSpan[] = [];
  for (const { kind, find, check } of patterns) {
    for (const match of folded.matchAll(find)) {
      const secret = match[1] ?? match[0];
      if (check && !check(secret, folded)) continue;
      const start = match.index + match[0].lastIndexOf(secret);
      const end = start + secret.length;
      if (!found.some((other) => start < other.end && other.start < end)) found.push({ kind, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The text with every found secret replaced by `[redacted: a card number]`. */
export function redactSecrets(text: string): string {
  let out = '';
  let from = 0;
  for (const { kind, start, end } of findSecrets(text)) {
    out += `${text.slice(from, start)}[redacted: ${kind}]`;
    from = end;
  }
  return out + text.slice(from);
}
