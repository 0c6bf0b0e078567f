import { type SecondModelSettings, ThimbleError, toThimbleError } from '../../shared/index.ts';
import type { Keychain, SecretName } from '../keychain/index.ts';
import { type ModelAddress, readAddress } from './address.ts';
import { chatBody, readCompletion } from './chat.ts';
import { defaultLimits, exchange, type SecondModelLimits } from './transport.ts';
import type { SecondModel, SecondModelState } from './types.ts';

export interface SecondModelOptions {
  /** Asked anew each time: a change takes effect at once. */
  readonly settings: () => SecondModelSettings;
  /** @throws ThimbleError `keychain_unavailable` */
  readonly keychain: () => Promise<Keychain>;
  /** For tests: shorter and lower than the usual ones. */
  readonly limits?: Partial<SecondModelLimits>;
}

/**
 * Checks what is to be saved: an address that may be used, and a model's name where it is switched on.
 * @throws ThimbleError `bad_input`
 */
export function checkSecondModel(settings: SecondModelSettings): void {
  readAddress(settings);
  // Printable ASCII: the name is shown as the author of what it says.
  if (!/^[\x20-\x7e]*$/u.test(settings.model) || settings.model.trim() !== settings.model)
    throw new ThimbleError(
      'bad_input',
      'That is not the name of a model.',
      'Use the name by which its server knows it, for example llama3.1:8b.',
    );
  if (settings.on && settings.model === '')
    throw new ThimbleError(
      'bad_input',
      'The second model has no name.',
      'Give the name by which its server knows it, for example llama3.1:8b.',
    );
}

/**
 * Bound to the origin, so that a changed address is never sent the key of another. No connector can have a name with a
 * dot, so that none shares the place.
 */
const secretOf = ({ origin }: ModelAddress): SecretName => ({ service: 'thimble/model.second', account: origin });

/** Makes the client of the second model. It opens no connection before it is asked. */
export function createSecondModel({ settings, keychain, limits }: SecondModelOptions): SecondModel {
  const caps = { ...defaultLimits, ...limits };
  const name = (): string | null => {
    const { on, model, ...where } = settings();
    if (!on || model === '') return null;
    try {
      return `${model} at ${readAddress(where).host}`;
    } catch {
      // Settings that no longer pass switch it off.
      return null;
    }
  };
  /** None where there is no keychain: most local servers want no key, and one that does says so. */
  const keyFor = async (address: ModelAddress): Promise<string | null> => {
    try {
      return await (await keychain()).get(secretOf(address));
    } catch (thrown) {
      if (toThimbleError(thrown).code === 'keychain_unavailable') return null;
      throw thrown;
    }
  };
  const state = async (): Promise<SecondModelState> => ({
    name: name(),
    hasKey: (await keyFor(readAddress(settings()))) !== null,
  });
  return {
    name,
    state,
    async ask(input, signal) {
      const { model } = settings();
      if (name() === null) return { kind: 'trouble', why: 'it is switched off' };
      try {
        const address = readAddress(settings());
        const key = await keyFor(address);
        const answer = await exchange(address, { body: chatBody(model, input), key, limits: caps }, signal);
        return answer.ok ? readCompletion(answer.text, input.tools) : { kind: 'trouble', why: answer.why };
      } catch {
        signal.throwIfAborted();
        return { kind: 'trouble', why: 'it could not be asked' };
      }
    },
    async setKey(key) {
      const secret = secretOf(readAddress(settings()));
      const kept = await keychain();
      const trimmed = key.trim();
      if (!/^[\x21-\x7e]*$/u.test(trimmed))
        throw new ThimbleError('bad_input', 'That is not a key.', 'Copy it again, in one piece.');
      if (trimmed === '') await kept.delete(secret);
      else await kept.set(secret, trimmed);
      return state();
    },
  };
}
