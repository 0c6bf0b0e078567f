import type { ToolDefinition } from '../../connectors/index.ts';
import type { ProposedValue } from '../inference/index.ts';

/** All that the second model is told: never results, earlier requests, accounts or credentials. */
export interface SecondModelInput {
  /** The person's own words. */
  readonly request: string;
  /** ISO 8601 with offset. */
  readonly now: string;
  /** IANA time zone. */
  readonly zone: string;
  /** The tools that it may call. */
  readonly tools: readonly ToolDefinition[];
}

/** What came of asking. All of it is untrusted but `trouble`. */
export type SecondModelAnswer =
  | { readonly kind: 'words'; readonly text: string }
  /** A call of an offered tool; the values still have to be checked against its schema. */
  | { readonly kind: 'call'; readonly tool: string; readonly args: Readonly<Record<string, ProposedValue>> }
  /** Nothing usable came back: why, as the end of a sentence without its full stop. */
  | { readonly kind: 'trouble'; readonly why: string };

/** Whether a key is kept for the address in the settings, and how the model is called. */
export interface SecondModelState {
  /** "llama3.1 at 127.0.0.1:11434"; null while it is switched off. */
  readonly name: string | null;
  readonly hasKey: boolean;
}

/** A model of the person's choice behind an OpenAI-compatible address, asked about what is no call for Needle. */
export interface SecondModel {
  /** How it is called wherever something of it is shown; null while it is switched off. Printable ASCII. */
  name(): string | null;
  /** Asks once. Never retries. @throws what `signal` was aborted with, and nothing else */
  ask(input: SecondModelInput, signal: AbortSignal): Promise<SecondModelAnswer>;
  /** Without a keychain there is no key. @throws ThimbleError `bad_input` for an address that cannot be used */
  state(): Promise<SecondModelState>;
  /**
   * Keeps a key for the address in the settings, and only for it: another address never gets it. Empty: none any more.
   * @throws ThimbleError `bad_input`, `keychain_unavailable`
   */
  setKey(key: string): Promise<SecondModelState>;
}
