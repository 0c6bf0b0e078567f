/** What a phrase says of a number and a repository. `sure` when the repository's name is part of the reference itself. */
export interface Reference {
  readonly repo: string | null;
  readonly number: number | null;
  readonly sure: boolean;
  /** The number only counts when `repo` really is one: "web 352", but not "Android 15". */
  readonly loose?: boolean;
}

const KIND = String.raw`(?:(?:the|that|this)\s+)?(?:issue|pr|pull request|pull|mr|merge request|ticket|bug|task|number|no\.?|nr\.?)`;
const NUMBER = String.raw`(?:#|number\s+|no\.?\s*|nr\.?\s*)?\s*(\d{1,9})`;
const NAME = String.raw`([\w.-]+(?:\/[\w.-]+)?)`;

const forms: readonly (readonly [RegExp, (match: RegExpExecArray) => Reference])[] = [
  [
    /github\.com\/([\w.-]+\/[\w.-]+)\/(?:issues|pull)\/(\d+)/iu,
    (m) => ({ repo: m[1] ?? null, number: Number(m[2]), sure: true }),
  ],
  // api#118, acme/api#118
  [
    new RegExp(String.raw`(?:^|\s)${NAME}#(\d{1,9})\b`, 'iu'),
    (m) => ({ repo: m[1] ?? null, number: Number(m[2]), sure: true }),
  ],
  // #118, 118, PR 123, issue number 12, with what follows: "in api", "on the web repo"
  [
    new RegExp(
      String.raw`^(?:${KIND}\s*)?${NUMBER}\s+(?:in|on|of|over in|over on)\s+(?:the\s+|our\s+)?${NAME}(?:\s+(?:repo|repository))?$`,
      'iu',
    ),
    (m) => ({ repo: m[2] ?? null, number: Number(m[1]), sure: true }),
  ],
  [
    new RegExp(String.raw`^(?:${KIND}\s*)?${NUMBER}$`, 'iu'),
    (m) => ({ repo: null, number: Number(m[1]), sure: false }),
  ],
  // api #118, api PR 123, web issue 340, "the api repo's #118"
  [
    new RegExp(
      String.raw`^(?:the\s+|our\s+)?${NAME}(?:\s+repo(?:sitory)?)?(?:'s)?(?:\s+${KIND})?\s+#\s*(\d{1,9})$`,
      'iu',
    ),
    (m) => ({ repo: m[1] ?? null, number: Number(m[2]), sure: false }),
  ],
  [
    new RegExp(String.raw`^(?:the\s+|our\s+)?${NAME}(?:\s+repo(?:sitory)?)?(?:'s)?\s+${KIND}\s+${NUMBER}$`, 'iu'),
    (m) => ({ repo: m[1] ?? null, number: Number(m[2]), sure: false }),
  ],
  [
    new RegExp(String.raw`^(?:the\s+|our\s+)?${NAME}\s+(\d{1,9})$`, 'iu'),
    (m) => ({ repo: m[1] ?? null, number: Number(m[2]), sure: false, loose: true }),
  ],
  // "#118, the rate limiter one": a number with a hash decides, whatever else is said
  [/(?:^|[\s(])#\s?(\d{1,9})\b/u, (m) => ({ repo: null, number: Number(m[1]), sure: false })],
  [
    /\b(?:issue|pr|pull request|ticket)\s+(?:number\s+|no\.?\s*)?(\d{1,9})\b/iu,
    (m) => ({ repo: null, number: Number(m[1]), sure: false }),
  ],
];

/** Reads "#118", "api #118", "api#118", "PR 123", an address; answers nulls where there is no number. */
export function parseReference(words: string): Reference {
  const said = words
    .trim()
    .replace(/^["'“‘`]+|["'”’`.,;:!?]+$/gu, '')
    .trim();
  for (const [form, read] of forms) {
    const match = form.exec(said);
    if (match) return read(match);
  }
  // "the dark mode bug in web"
  const place =
    /\s(?:in|on|of|from|over in)\s+(?:the\s+|our\s+)?([\w.-]+(?:\/[\w.-]+)?)(?:\s+(?:repo|repository))?$/iu.exec(said);
  return { repo: place?.[1] ?? null, number: null, sure: false };
}
