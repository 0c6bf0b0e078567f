import { call } from '../bridge/client.ts';
import { navigate, shellStore } from '../state/app.ts';
import { useStore } from '../state/store.ts';
import { strings } from '../strings.ts';
import { Notice } from './notice.tsx';
import { useLoad } from './use-load.ts';

const words = strings.settle;

/** Says that calls have no known outcome, and leads to the newest; gone when all are settled. */
export function Unsettled() {
  const { auditRevision } = useStore(shellStore);
  const { value } = useLoad(() => call('audit', 'unsettled', {}), String(auditRevision));
  const newest = value?.entries[0];
  if (!value || !newest) return null;
  const show = (
    <button type="button" className="button button-small" onClick={() => navigate('audit', newest.id)}>
      {words.noticeAction}
    </button>
  );
  return (
    <Notice tone="wait" title={words.notice(value.total)} action={show}>
      <p>{words.noticeDetail}</p>
    </Notice>
  );
}
