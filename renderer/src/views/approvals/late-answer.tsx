import type { ErrorBody } from '../../../../shared/index.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { createStore, useStore } from '../../state/store.ts';
import { strings } from '../../strings.ts';

const lateStore = createStore<ErrorBody | null, ErrorBody | null>(null, (_before, next) => next);

/** Says that an answer came too late: its card, which would say so, is gone. */
export function tellLateAnswer(error: ErrorBody): void {
  lateStore.dispatch({ ...error, message: strings.approval.late(error.message) });
}

/** The last answer that came too late, until it is put away. */
export function LateAnswer() {
  const error = useStore(lateStore);
  if (!error) return null;
  return (
    <ErrorNotice
      error={error}
      action={
        <button type="button" className="button button-small" onClick={() => lateStore.dispatch(null)}>
          {strings.status.hide}
        </button>
      }
    />
  );
}
