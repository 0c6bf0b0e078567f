import type { ReactNode } from 'react';
import type { ErrorBody } from '../../../shared/index.ts';
import { strings } from '../strings.ts';
import { Icon } from './icon.tsx';

/** An error as people see it: the sentence, then what to do. */
export function ErrorNotice({ error, action }: { readonly error: ErrorBody; readonly action?: ReactNode }) {
  return (
    <div className="notice notice-bad" role="alert" data-code={error.code}>
      <Icon name="warning" />
      <div>
        <p className="notice-title">{error.message}</p>
        {error.hint && <p>{error.hint}</p>}
      </div>
      {action}
    </div>
  );
}

/** A boxed remark. `tone` is how serious it is. */
export function Notice({
  tone,
  title,
  children,
  action,
}: {
  readonly tone: 'good' | 'wait' | 'bad';
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={`notice notice-${tone}`} role={tone === 'good' ? 'status' : 'alert'}>
      <Icon name={tone === 'good' ? 'check' : 'warning'} />
      <div>
        <p className="notice-title">{title}</p>
        {children}
      </div>
      {action}
    </div>
  );
}

/** Says which amounts of the request a call leaves out; nothing when it leaves out none. */
export function UnusedNotice({ unused }: { readonly unused: readonly string[] }) {
  if (unused.length === 0) return null;
  const amounts = new Intl.ListFormat('en').format(unused.map((one) => `“${one}”`));
  return <Notice tone="wait" title={strings.approval.unused(amounts)} />;
}
