import type { ConnectorManifest, TokenGuide } from '../../connectors/index.ts';
import { ThimbleError } from '../../shared/index.ts';

function bad(message: string, hint: string): ThimbleError {
  return new ThimbleError('bad_input', message, hint);
}

const howTo = (guide: TokenGuide): string => `Paste the ${guide.name.toLowerCase()}. ${guide.hint}`;

/**
 * A pasted token as it may be sent to the service: of the right shape, without the white space around it. The text of an
 * error never holds any of the token.
 * @param others all connectors, to say whose token it is when it is another's
 * @throws ThimbleError `bad_input`
 */
export function checkToken(pasted: string, connector: ConnectorManifest, others: readonly ConnectorManifest[]): string {
  const { title } = connector;
  const guide = connector.auth.token;
  if (guide === null) throw bad(`${title} takes no token.`, 'There is nothing to connect.');
  const token = pasted.trim();
  if (token === '') throw bad('There is no token.', howTo(guide));
  if (/^["'“”‘’`].*["'“”‘’`]$/su.test(token))
    throw bad('There are quotation marks around the token.', 'Paste the token alone.');
  const half = token.length / 2;
  const [first, second] = token.split(/\s+/u);
  if ((second !== undefined && first === second) || token.slice(0, half) === token.slice(half))
    throw bad('The token is there twice.', 'Paste it once.');
  if (/\s/u.test(token)) throw bad('There is white space inside the token.', 'Copy it again, in one piece.');
  if (guide.pattern.test(token)) return token;
  const remark = guide.refused.find(({ pattern }) => pattern.test(token));
  if (remark) throw bad(`${title} cannot be connected with this. ${remark.text}`, guide.hint);
  const owner = others.find((other) => other.auth.token !== guide && looksLikeToken(token, [other]));
  if (owner) throw bad(`That is a token of ${owner.title}, not of ${title}.`, `Paste it under ${owner.title}.`);
  throw bad(`That does not look like a token of ${title}.`, howTo(guide));
}

/** Whether a text has the shape of any service's token, one that fits or one that does not. */
export function looksLikeToken(text: string, connectors: readonly ConnectorManifest[]): boolean {
  return connectors.some(
    ({ auth }) =>
      auth.token !== null &&
      (auth.token.pattern.test(text) || auth.token.refused.some(({ pattern }) => pattern.test(text))),
  );
}

/** What a person should know of a token that is taken. */
export function remarksOn(token: string, connector: ConnectorManifest): string[] {
  return (connector.auth.token?.remarks ?? []).filter(({ pattern }) => pattern.test(token)).map(({ text }) => text);
}
