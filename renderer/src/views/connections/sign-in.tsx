import { useEffect, useState } from 'react';
import type { ServiceAccounts, SignIn } from '../../../../shared/index.ts';
import { call } from '../../bridge/client.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { useNow } from '../../components/use-now.ts';
import { countdown } from '../../format/time.ts';
import { strings } from '../../strings.ts';
import { useAction } from './use-action.ts';

const words = strings.connections;
const lookMilliseconds = 1500;

interface Props {
  readonly title: string;
  readonly input: { readonly service: string; readonly name?: string; readonly reconnect?: string };
  readonly signIn: NonNullable<ServiceAccounts['signIn']>;
  readonly onDone: () => void;
}

/** The code, and where the person enters it. */
function Waiting({ signIn, onCancel }: { readonly signIn: SignIn; readonly onCancel: () => void }) {
  const left = Date.parse(signIn.expiresAt) - useNow(1000);
  return (
    <div className="sign-in-code" role="status">
      <p>
        {words.open} <code className="address">{signIn.address}</code> {words.enterCode}
      </p>
      <p className="user-code num">{signIn.userCode}</p>
      <p className="row">
        <span className="quiet num">{words.codeLasts(countdown(Math.max(0, left)))}</span>
        <button type="button" className="button button-small" onClick={onCancel}>
          {words.cancel}
        </button>
      </p>
    </div>
  );
}

/** Signing in on the service's own page with a code: no token passes through the window at all. */
export function SignInPanel({ title, input, signIn, onDone }: Props) {
  const [current, setCurrent] = useState<SignIn | null>(null);
  const action = useAction();
  const waiting = current?.state === 'waiting' ? current.id : null;

  useEffect(() => {
    if (waiting === null) return;
    const timer = setInterval(() => {
      call('account', 'signInState', { id: waiting }).then(setCurrent, () => undefined);
    }, lookMilliseconds);
    return () => clearInterval(timer);
  }, [waiting]);

  const error = action.error ?? current?.error ?? null;
  const connected = current?.state === 'connected';
  useEffect(() => {
    if (connected) onDone();
  }, [connected, onDone]);

  return (
    <div className="sign-in">
      <p className="quiet">{signIn.ready ? words.orSignIn(title) : signIn.hint}</p>
      {current?.state === 'waiting' ? (
        <Waiting
          signIn={current}
          onCancel={() =>
            void action.run(async () => setCurrent(await call('account', 'cancelSignIn', { id: current.id })))
          }
        />
      ) : (
        <button
          type="button"
          className="button"
          disabled={!signIn.ready || action.busy}
          onClick={() => void action.run(async () => setCurrent(await call('account', 'signIn', input)))}
        >
          {words.signIn(title)}
        </button>
      )}
      {error && <ErrorNotice error={error} />}
    </div>
  );
}
