import { visible } from '../../../shared/hidden-text.ts';
import { strings } from '../strings.ts';

const written = /(⟦U\+[0-9A-F]{4,6}⟧)/u;

/** Text of others as people must see it: characters that hide or reorder are chips with their code. */
export function VisibleText({ text }: { readonly text: string }) {
  const parts = visible(text).split(written);
  if (parts.length === 1) return <>{text}</>;
  return (
    <>
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no identity and never move
          <span key={index} className="hidden-chip" title={strings.sourceText.hidden}>
            {part.slice(1, -1)}
          </span>
        ) : (
          part
        ),
      )}
    </>
  );
}
