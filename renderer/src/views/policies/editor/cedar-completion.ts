import type { Completion, CompletionResult, CompletionSource } from '@codemirror/autocomplete';
import type { PolicyVocabulary } from '../../../../../shared/index.ts';
import { strings } from '../../../strings.ts';

const words = strings.policies.completion;

const annotations: readonly Completion[] = [
  { label: '@id', apply: '@id("")', detail: words.id },
  { label: '@says', apply: '@says("")', detail: words.says },
  { label: '@decision', apply: '@decision("ask")', detail: words.decision },
];
const roots: readonly Completion[] = [
  { label: 'context.meta.', detail: words.meta },
  { label: 'context.args.', detail: words.args },
];

/** The rule that a position is in: from behind the last `;` of the syntax to the position. */
export function ruleBefore(text: string): string {
  const blanked = text.replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*/gu, (found) => ' '.repeat(found.length));
  return text.slice(blanked.lastIndexOf(';') + 1);
}

/** Fields below `path` (`''` or `payment.`), one level deep. */
function below(fields: PolicyVocabulary['meta'], path: string): Completion[] {
  return fields
    .filter(({ name }) => name.startsWith(path) && !name.slice(path.length).includes('.'))
    .map(({ name, type, optional, detail }) => ({
      label: name.slice(path.length),
      type: 'property',
      detail: optional ? words.optional(type) : type,
      ...(detail ? { info: detail } : {}),
    }));
}

/** Arguments of the actions that a rule names; of several actions all of them. */
function argumentsOf(vocabulary: PolicyVocabulary, rule: string): PolicyVocabulary['meta'] {
  const named = [...rule.matchAll(/Action::"([^"]+)"/gu)].flatMap(([, name]) => vocabulary.args[name ?? ''] ?? []);
  return [...new Map(named.map((field) => [field.name, field])).values()];
}

function at(from: number, options: readonly Completion[]): CompletionResult | null {
  return options.length === 0 ? null : { from, options: [...options], validFor: /^[\w.@]*$/u, filter: true };
}

/** Completes names of actions inside `Action::"…"`, fields behind `context.args.` and `context.meta.`, and annotations. */
export function cedarCompletion(vocabulary: () => PolicyVocabulary): CompletionSource {
  return (context) => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const action = /Action::"([\w.-]*)$/u.exec(before);
    if (action) {
      const options = vocabulary().actions.map(({ name, detail, group }) => ({
        label: name,
        type: group ? 'namespace' : 'function',
        detail,
      }));
      return at(context.pos - (action[1]?.length ?? 0), options);
    }
    if (/"(?:[^"\\]|\\.)*$/u.test(before.replace(/"(?:[^"\\]|\\.)*"/gu, ''))) return null;
    const field = /context\.(meta|args)\.((?:\w+\.)*)(\w*)$/u.exec(before);
    if (field) {
      const rule = ruleBefore(context.state.doc.sliceString(0, context.pos));
      const fields = field[1] === 'meta' ? vocabulary().meta : argumentsOf(vocabulary(), rule);
      return at(context.pos - (field[3]?.length ?? 0), below(fields, field[2] ?? ''));
    }
    const has = /context\.(meta|args) has (\w*)$/u.exec(before);
    if (has) {
      const rule = ruleBefore(context.state.doc.sliceString(0, context.pos));
      const fields = has[1] === 'meta' ? vocabulary().meta : argumentsOf(vocabulary(), rule);
      return at(
        context.pos - (has[2]?.length ?? 0),
        below(
          fields.filter(({ optional }) => optional),
          '',
        ),
      );
    }
    const annotation = /@\w*$/u.exec(before);
    if (annotation) return at(context.pos - annotation[0].length, annotations);
    const root = /\bc(?:o(?:n(?:t(?:e(?:x(?:t\.?)?)?)?)?)?)?$/u.exec(before);
    if (root) return at(context.pos - root[0].length, roots);
    return null;
  };
}
