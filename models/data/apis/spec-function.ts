import type { FunctionSchema, ParamSchema } from '../../../main/inference/index.ts';
import { nameWords } from '../../../main/inference/index.ts';
import { Rng } from '../rng.ts';
import { type ApiFunction, apiFunction, type Head, leaf } from './functions.ts';
import { hashOf, type Operation, type OperationParam } from './operations.ts';
import { actVerbs, readVerbs, verbOf } from './verbs.ts';

/** Parameters that a client sets by itself, and people never say. */
const plumbing =
  /^(?:\$?\.?xgafv|access[_-]?token|oauth_token|alt|prettyprint|quotauser|callback|uploadtype|upload_protocol|userip|key|token|api[-_]?key|apikey|api[-_]?version|version|action|fields|signature.*|.*(?:next|page|continuation|sync)_?token|marker|cursor|etag|if-.*|x-.*|accept.*|authorization|content-.*|client_?secret|secret|dry_?run|pretty|\$(?:select|expand|skiptoken|format)|expand|include|embed|@odata.*|nonce|jsonp|_.*|consentartifact|txnid|certificateparameters|properties|metadata|request_?id|correlation.*|idempotency.*|subscriptionid|agentnum|kind)$/iu;

const scalarTypes = new Set(['string', 'integer', 'number', 'boolean']);

function typeOf(type: string | undefined): Pick<ParamSchema, 'type' | 'items'> | undefined {
  if (type === undefined) return { type: 'string', items: null };
  if (scalarTypes.has(type)) return { type: type as ParamSchema['type'], items: null };
  const item = /^array<(string|integer|number)>$/u.exec(type)?.[1];
  return item === undefined ? undefined : { type: 'array', items: { ...leaf, type: item as ParamSchema['type'] } };
}

/** Text without markup, up to the end of its first sentence. */
export function firstSentence(text: string): string {
  const bare = text
    .replace(/<[^>]*>/gu, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replace(/[*`#|]+/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return (/^(.+?[^.\s][.!?])(?:\s|$)/u.exec(bare)?.[1] ?? bare).replace(/[.\s]+$/u, '');
}

/** How summaries begin that speak of themselves, and phrases that ask for nothing. */
const aboutItself =
  /^(?:(?:the |this )?[\w -]{3,60}? operation (?=\w+s\b)|(?:this|the) (?:endpoint|api|method|operation|call|resource|service|request|function)(?: (?:allows|lets|enables) (?:you|users?|clients?|one)? ?to| (?:will|can be used to|is used to|may be used to|is for|to))?\s+|(?:api|endpoint|method|operation|request|used|use this (?:endpoint|method|operation|api|call)|allows? (?:you|users?|clients?|one)? ?to|(?:the )?ability to) ?(?:to|for|that)?\s+)/iu;

function paramSchemaOf(param: OperationParam, rng: Rng): ParamSchema | undefined {
  const type = typeOf(param.type);
  if (!type) return undefined;
  const description = rng.chance(0.1) ? '' : firstSentence(param.description ?? '').slice(0, 140);
  const values = (param.enum ?? []).filter((one) => one !== null && one !== '');
  const inItems = type.items !== null && values.length > 0;
  return {
    ...type,
    items: inItems && type.items ? { ...type.items, enum: values } : type.items,
    description,
    format: '',
    enum: inItems ? [] : values,
    properties: {},
    required: [],
  };
}

/** Names in the shapes that function lists have: snake, camel, dotted, as the operation is called. */
function functionName(operation: Operation, words: string, rng: Rng): string {
  const parts = words
    .split(' ')
    .filter((part) => part !== '')
    .slice(0, 6);
  const service = nameWords(operation.api.split('/').pop() ?? '')
    .split(' ')
    .slice(0, 2)
    .join('_');
  const draw = rng.next();
  if (draw < 0.3 && operation.operationId !== null && /^[\w.-]{3,60}$/u.test(operation.operationId))
    return operation.operationId;
  const snake = parts.join('_');
  if (draw < 0.6) return snake;
  if (draw < 0.75)
    return parts.map((part, i) => (i === 0 ? part : part.slice(0, 1).toUpperCase() + part.slice(1))).join('');
  if (draw < 0.9) return `${service}.${snake}`;
  return parts.join('-');
}

const fillerWords = /^(?:an?|the|all|all the|one|this|your|specified|given|single|specific|particular|existing)\s+/iu;
const listWords =
  /^(?:(?:an?|the)?\s*(?:(?:paginated|paged|full|complete)\s+)?(?:lists?|collection|set|array) of|(?:the )?(?:details?|info|information|data|metadata|properties) (?:of|about|for|on|associated with))\s+/iu;
const byWords =
  /\s+(?:by|with|using|given|for|from|based on|identified by)\s+(?:an?|the|its|their|this|specified|given|provided)?\s*(?:\w+\s+)?(?:id|ids|identifier|name|uuid|guid|key|slug)$/iu;

/** "user" of `userId`, `user_name` and `user`; the thing before an `{id}` of a path. */
function nounOf(words: string, path: string, name: string): string {
  const noun = words.replace(/\s*\b(?:id|ids|name|uuid|guid|key|sid|number|slug|identifier|arn)$/u, '').trim();
  if (noun !== '') return noun;
  const parts = path.split('/');
  const at = parts.findIndex((part) => part.includes(`{${name}}`));
  return nameWords(parts[at - 1] ?? '')
    .replace(/ies$/u, 'y')
    .replace(/s$/u, '');
}

const determiners = /(?:\b(?:an?|the|one|this|specified|given|single|specific|particular|existing|your)\s+)+$/iu;

/** A phrase with the value of a parameter put after the noun that it identifies; undefined where it has no such noun. */
function withValue(phrase: string, noun: string, name: string): string | undefined {
  if (noun.length < 3) return undefined;
  const at = phrase.toLowerCase().indexOf(noun);
  const end = at + noun.length;
  if (at < 0 || /[\p{L}\p{N}]/u.test(`${phrase[at - 1] ?? ' '}${phrase[end] ?? ' '}`)) return undefined;
  return `${phrase.slice(0, at).replace(determiners, '')}${noun} {${name}}${phrase.slice(end).replace(byWords, '')}`;
}

const article = (word: string): string => (/^[aeiou]/iu.test(word) ? 'an' : 'a');

const noRequest =
  /^(?:you|it|we|if|when|note|please|for|in|to|there|returns? (?:true|false|if|whether|http|\d)|http|\d|deprecated|internal|not|no|only|can|use|see)\b/iu;

/** The ways to begin a request for an operation, from its summary, its first sentence, or its name. */
function headsOf(phrase: string, method: string): Head[] {
  const short =
    phrase
      .replace(/\([^)]*\)/gu, '')
      .replace(/\s+(?:that|which|where|when|so that|in order|as well|including|such as|if|based on|, )\b.*$/iu, '')
      .split(/[,;:]\s/u)[0]
      ?.trim() ?? '';
  const words = short.split(/\s+/u).slice(0, 14);
  const verb = verbOf(words[0] ?? '');
  const rest = (verb === undefined ? words : words.slice(1)).join(' ').replace(byWords, '');
  if (rest.length < 3 || noRequest.test(short) || /[{}<>=/\\]/u.test(rest)) return [];
  const lowered =
    /^\p{Lu}\p{Ll}/u.test(rest) && verb === undefined ? rest.slice(0, 1).toLowerCase() + rest.slice(1) : rest;
  const thing = lowered.replace(listWords, '').replace(fillerWords, '').replace(listWords, '');
  const readLike = verb === undefined ? method === 'GET' : readVerbs.has(verb);
  if (readLike) {
    const heads: Head[] = [{ form: 'thing', text: thing, verbs: [] }];
    if (verb !== undefined) heads.push({ form: 'act', text: `${verb} ${lowered}`, verbs: [] });
    return heads;
  }
  const base = verb ?? { POST: 'create', PUT: 'update', PATCH: 'update', DELETE: 'delete' }[method] ?? 'get';
  const said = Object.hasOwn(actVerbs, base) ? (actVerbs[base] ?? [base]) : [base];
  const bare =
    !/^(?:an?|the|all|any|new|multiple|one|some|to|or|your|this|its|my)\b/iu.test(lowered) &&
    !/^\S*s\b(?<!ss)/u.test(lowered);
  const object = bare
    ? `${/^(?:create|add|generate|register|insert|make|send)$/u.test(base) ? article(lowered) : 'the'} ${lowered}`
    : lowered;
  return said.flatMap((one): Head[] => [
    { form: 'act', text: `${one} ${object}`, verbs: [] },
    ...(bare ? [{ form: 'act', text: `${one} ${lowered}`, verbs: [] } as const] : []),
  ]);
}

/** Other languages than English, and what is no sentence. */
const foreign =
  /[^\p{ASCII}]|\b(?:das?|dos?|para|retorna|obtener|obtiene|les|des|une|pour|della|und|der|die|het|een|voor|los|las|el|uma?|todo)\b/iu;

/** "artifacts get content" as "get content of artifacts", "types create" as "create types"; undefined without a verb. */
function verbFirst(words: string): string | undefined {
  // "sessions session" says one thing twice.
  const parts = words.split(' ').filter((part, i, all) => part.replace(/s$/u, '') !== all[i - 1]?.replace(/s$/u, ''));
  const at = parts.findIndex((part) => verbOf(part) !== undefined);
  if (at < 0 || parts.length < 2) return undefined;
  const [before, after] = [parts.slice(0, at), parts.slice(at + 1)];
  return [parts[at], ...after, ...(before.length > 0 && after.length > 0 ? ['of'] : []), ...before].join(' ');
}

const mostRequired = 4;

/**
 * A function made of an operation, the same each time; undefined for operations that words cannot ask for: without a
 * usable phrase, or with too much that must be said.
 */
export function specFunction(operation: Operation): ApiFunction | undefined {
  const rng = new Rng(hashOf(`${operation.api} ${operation.method} ${operation.path}`));
  const named = nameWords(operation.operationId ?? '')
    .replace(/\b(?:v\d+\w*|get get|using|api)\b/gu, '')
    .trim();
  const pathWords = operation.path
    .replace(/^.*#/u, '')
    .split('/')
    .filter((part) => part !== '' && !/^\{|^v\d+$|^api$/u.test(part))
    .slice(-2)
    .map(nameWords)
    .reverse()
    .join(' of ');
  const phrases = [
    firstSentence(operation.summary),
    firstSentence(operation.description),
    verbFirst(named) ?? pathWords,
  ]
    .map((one) => one.replace(aboutItself, ''))
    .filter((one) => one.length > 5 && one.split(' ').length < 22 && !foreign.test(one));
  const phrase = phrases[0];
  if (phrase === undefined) return undefined;
  const usable = operation.params.filter(
    (param) =>
      param.in !== 'header' &&
      !plumbing.test(param.name) &&
      param.name.length < 40 &&
      !(param.enum && param.enum.length < 2),
  );
  const read = usable.flatMap((param) => {
    const schema = paramSchemaOf(param, rng);
    return schema ? [{ param, schema }] : [];
  });
  const required = read.filter(({ param }) => param.required).slice(0, mostRequired);
  const optional = rng.some(
    read.filter(({ param }) => !param.required),
    rng.int(0, 6),
  );
  const kept = [...required, ...optional];
  const heads = phrases.flatMap((one) => headsOf(one, operation.method)).slice(0, 14);
  if (heads.length === 0) return undefined;
  const words = [
    verbOf(phrase.split(' ')[0] ?? '') ?? '',
    ...(named !== '' && rng.chance(0.7) ? named : nameWords(phrase).replace(/^\S+ /u, '')).split(' '),
  ].filter((word, i, all) => word !== '' && all.indexOf(word) === i && !/^(?:an?|the|of|for|to|by|with)$/u.test(word));
  const description = rng.chance(0.06)
    ? ''
    : rng.chance(0.6)
      ? firstSentence(operation.summary || operation.description)
      : [firstSentence(operation.summary), firstSentence(operation.description)].filter((one) => one !== '').join('. ');
  const schema: FunctionSchema = {
    name: functionName(operation, words.join(' '), rng),
    description: description.slice(0, 300),
    parameters: {
      type: 'object',
      description: '',
      format: '',
      enum: [],
      items: null,
      properties: Object.fromEntries(kept.map((one) => [one.param.name, one.schema])),
      required: required.map(({ param }) => param.name),
    },
  };
  const inPlace = (): Head[] =>
    required.flatMap(({ param }) => {
      const noun = nounOf(nameWords(param.name), operation.path, param.name);
      const found = heads.flatMap((head) => {
        const text = withValue(head.text, noun, param.name);
        return text === undefined ? [] : [{ ...head, text }];
      });
      return [...found, ...found];
    });
  return apiFunction(schema, heads, operation.api, new Map(), inPlace);
}
