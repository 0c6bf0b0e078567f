import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { call, hasBridge } from './bridge/client.ts';
import { ErrorNotice } from './components/notice.tsx';
import { navigateWith } from './state/app.ts';
import { strings } from './strings.ts';
import { QuickView } from './views/command/quick-view.tsx';
import './styles/quick-index.css';

/** The quick command's own page: it loads none of the other views, which it has the main window show. */

navigateWith((view, auditId, approvalId) => {
  if (view === 'command') return;
  const target = { ...(auditId === null ? {} : { auditId }), ...(approvalId === null ? {} : { approvalId }) };
  void call('window', 'open', { view, ...target });
});

const root = document.getElementById('app');
if (!root) throw new Error('quick.html has no #app.');
createRoot(root).render(
  <StrictMode>
    {hasBridge() ? <QuickView /> : <ErrorNotice error={{ code: 'unreachable', ...strings.noBridge }} />}
  </StrictMode>,
);
