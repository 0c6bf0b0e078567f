import type { ArgumentView, Passage, TextMark } from '../../../shared/index.ts';
import { strings } from '../strings.ts';
import { Icon } from './icon.tsx';
import { serviceTitle } from './service-badge.tsx';
import { VisibleText } from './visible-text.tsx';

const words = strings.sourceText;

/** The place in a result that something came from: where it is, and what was copied in the text around it. */
export function SourceText({ passage }: { readonly passage: Passage }) {
  const { service, step, place, path, before, copied, after } = passage;
  return (
    <figure className="passage" data-step={step}>
      <figcaption>
        <VisibleText text={words.place(serviceTitle(service), place, step)} />
        {path !== '' && (
          <code className="passage-path">
            <VisibleText text={path} />
          </code>
        )}
      </figcaption>
      {copied !== '' && (
        <blockquote>
          <VisibleText text={before} />
          <mark>
            <VisibleText text={copied} />
          </mark>
          <VisibleText text={after} />
        </blockquote>
      )}
    </figure>
  );
}

function isSamePlace(one: Passage | undefined, other: Passage): boolean {
  return one?.step === other.step && one.path === other.path;
}

/**
 * What a service returned that made the model propose a call; nothing where no single place is known, or where a value
 * that was copied from it shows it already.
 */
export function SteeredBy({
  passage,
  args,
}: {
  readonly passage: Passage | undefined;
  readonly args: readonly ArgumentView[];
}) {
  if (!passage || args.some(({ source }) => source.kind === 'result' && isSamePlace(source.passage, passage)))
    return null;
  return (
    <div className="steered">
      <p>{passage.copied === '' ? words.steeredByStep : words.steeredBy}</p>
      <SourceText passage={passage} />
    </div>
  );
}

/** What in a value is not what it seems, in words; each once. */
export function TextMarks({ marks }: { readonly marks: readonly TextMark[] | undefined }) {
  if (!marks || marks.length === 0) return null;
  const told = new Map<string, { readonly mark: TextMark; readonly count: number }>();
  for (const mark of marks) {
    const key = `${mark.code} ${mark.text}`;
    told.set(key, { mark, count: (told.get(key)?.count ?? 0) + 1 });
  }
  return (
    <ul className="text-marks" aria-label={words.marks}>
      {[...told].map(([key, { mark, count }]) => (
        <li key={key} data-mark={mark.kind}>
          <Icon name="warning" size={14} />
          {mark.code !== '' && <span className="hidden-chip">{mark.code}</span>}
          <span>{words.mark(mark.text, count)}</span>
        </li>
      ))}
    </ul>
  );
}
