import { oneLine } from '../../../shared/index.ts';
import { redactSecrets } from '../../policy/index.ts';

/** {@link oneLine} without secrets: what the system's own menus and notifications show may be kept by the system. */
export function shortText(text: string, length: number): string {
  return oneLine(redactSecrets(text), length);
}
