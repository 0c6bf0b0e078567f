import type { Provenance } from '../../../shared/index.ts';
import { strings } from '../strings.ts';
import { shortInstant } from './time.ts';

/** Where a value came from, in words. `tainted`: someone else wrote it, and `quote` is their text. */
export interface SourceWords {
  readonly text: string;
  readonly tainted: boolean;
  readonly quote: string | null;
}

/** Words for a provenance. `zone`: the IANA zone that times are told in. */
export function sourceWords(source: Provenance, zone?: string): SourceWords {
  switch (source.kind) {
    case 'words':
      return { text: strings.source.words(source.text), tainted: false, quote: null };
    case 'resolver':
      return { text: strings.source.resolver(source.text, source.via), tainted: false, quote: null };
    case 'result':
      return { text: strings.source.result(source.step), tainted: true, quote: source.text };
    case 'person':
      return { text: strings.source.person, tainted: false, quote: null };
    case 'logged':
      return { text: strings.source.logged(shortInstant(source.at, zone, Date.now())), tainted: false, quote: null };
    case 'model':
      return { text: strings.source.model, tainted: false, quote: null };
  }
}
