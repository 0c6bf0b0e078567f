import { useEffect, useState } from 'react';
import type { AuditDetail } from '../../../../../shared/index.ts';
import { Icon } from '../../../components/icon.tsx';
import { number } from '../../../format/days.ts';
import { instant } from '../../../format/time.ts';
import { strings } from '../../../strings.ts';
import { type CheckedProof, checkProof } from './check-proof.ts';

const words = strings.audit;

type Part = AuditDetail['proofs'][number];

function Hash({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <code className="hash">{value}</code>
      </dd>
    </div>
  );
}

/** What the check in this window found; while it runs, that it does. A log that calls its own entry bad is believed. */
function Verdict({ part, checked }: { readonly part: Part; readonly checked: CheckedProof | null }) {
  if (!checked) return <span className="quiet">{words.checking}</span>;
  const good = checked.failed === null && part.proof.valid;
  return (
    <span className={`state state-${good ? 'good' : 'bad'}`}>
      <Icon name={good ? 'check' : 'warning'} size={14} />
      {good ? words.valid : words.invalid}
    </span>
  );
}

interface ProofProps {
  readonly entry: AuditDetail;
  readonly part: Part;
  readonly zone: string;
}

/** One inclusion proof, checked in this window: what holds, and the hashes to check it with elsewhere. */
export function Proof({ entry, part, zone }: ProofProps) {
  const { proof } = part;
  const [checked, setChecked] = useState<CheckedProof | null>(null);
  useEffect(() => {
    let over = false;
    setChecked(null);
    void checkProof(entry, part).then((result) => {
      if (!over) setChecked(result);
    });
    return () => {
      over = true;
    };
  }, [entry, part]);
  const valid = checked === null ? undefined : checked.failed === null && proof.valid;
  return (
    <div className="proof" data-part={part.part} data-valid={valid}>
      <p className="proof-line">
        <Verdict part={part} checked={checked} />
        <strong>{words.proofPart[part.part]}</strong>
        <span className="quiet num">
          {words.proofWords(number(proof.leafIndex), number(proof.treeSize), instant(proof.checkpoint.at, zone))}
        </span>
      </p>
      {checked?.removed && <p className="quiet">{words.textRemoved}</p>}
      {checked && (
        <ul className="proof-checks">
          {checked.passed.map((check) => (
            <li key={check}>
              <Icon name="check" size={14} />
              {words.proofChecks[check]}
            </li>
          ))}
          {checked.failed && (
            <li className="state-bad">
              <Icon name="cross" size={14} />
              {words.proofFailures[checked.failed]}
            </li>
          )}
          {!proof.valid && checked.failed === null && (
            <li className="state-bad">
              <Icon name="cross" size={14} />
              {words.proofFailures.log}
            </li>
          )}
        </ul>
      )}
      <details className="raw">
        <summary>{strings.call.raw}</summary>
        <dl className="hashes">
          <Hash name={words.record} value={proof.leaf.text} />
          <Hash name={words.leaf} value={proof.leafHash} />
          {proof.path.map((hash, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a proof's path is fixed
            <Hash key={index} name={`${words.path} ${index + 1}`} value={hash} />
          ))}
          <Hash name={words.root} value={proof.rootHash} />
          <Hash name={words.signature} value={proof.checkpoint.signature} />
          <Hash name={words.key} value={proof.checkpoint.publicKey} />
        </dl>
      </details>
    </div>
  );
}
