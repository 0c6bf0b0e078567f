import type { Service } from '../../../shared/index.ts';

const singular =
  'customer|client|account|user|member|employee|teammate|contact|payment|charge|refund|invoice|subscription|subscriber|order|product|coupon|channel|message|post|thread|reminder|issue|ticket|bug|pull request|pr|branch|repo|repository|release|label|page|database|task|row|entry|comment|block|record|thing|item|file';
const plural = `people|persons|branches|repositories|entries|(?:${singular})s`;
const between = "\\s+(?:[\\p{L}\\p{N}'’#@.-]+\\s+){0,4}?";
/** "all customers", "every one of our paying customers", "each open invoice": a few words may stand between. */
const overRecords = new RegExp(
  `\\b(?:all|the entire|the whole)${between}(?:${plural})\\b|\\b(?:every|each)(?: single)?${between}(?:${singular}|person|${plural})\\b`,
  'iu',
);
const everyOne =
  /\b(?:every\s?(?:one|body)|evry(?:one|body)|the whole (?:company|team|org(?:anization)?)|the entire (?:company|team|org(?:anization)?)|all of (?:them|us|you)|en masse|in bulk|across the board)\b/iu;

const tellsPeople =
  /^\s*(?:please\s+|then\s+|also\s+|and\s+)*(?:tell|message|msg|dm|ping|post|say|write|announce|let|notify|thank|remind|ask|send|share|schedule|invite|add)\b/iu;

const quoted = /"[^"]*"|“[^”]*”|«[^»]*»|(?<!\p{L})'[^']*'(?!\p{L})|(?<!\p{L})‘[^’]*’(?!\p{L})/gu;

/**
 * Whether a request speaks of many records or of everyone, in a part of it that may be about this service: "tell
 * everyone …" beside a refund is about Slack, not about the refund. Quoted text is content, not an order.
 */
export function saysMany(request: string, service: Service): boolean {
  const clauses = request
    .replace(quoted, ' ')
    .split(/[.;!?\n]+(?:\s|$)|,\s|\b(?:and then|and|then|but)\b/iu)
    .filter((clause) => overRecords.test(clause) || everyOne.test(clause));
  return clauses.some((clause) => service === 'slack' || service === 'notion' || !tellsPeople.test(clause));
}
