import type { AuditDetail } from '../../../../shared/index.ts';
import { Icon } from '../../components/icon.tsx';
import { instant } from '../../format/time.ts';
import { strings } from '../../strings.ts';

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

/** One inclusion proof: whether it verifies, and the hashes to check it with elsewhere. */
export function Proof({ part, zone }: { readonly part: Part; readonly zone: string | undefined }) {
  const { proof } = part;
  return (
    <div className="proof" data-valid={proof.valid}>
      <p className="proof-line">
        <span className={`state state-${proof.valid ? 'good' : 'bad'}`}>
          <Icon name={proof.valid ? 'check' : 'warning'} size={14} />
          {proof.valid ? strings.audit.valid : strings.audit.invalid}
        </span>
        <strong>{strings.audit.proofPart[part.part]}</strong>
        <span className="quiet num">
          {strings.audit.proofWords(proof.leafIndex, proof.treeSize)}, {instant(proof.checkpoint.at, zone)}
        </span>
      </p>
      <details className="raw">
        <summary>{strings.call.raw}</summary>
        <dl className="hashes">
          <Hash name={strings.audit.leaf} value={proof.leafHash} />
          <Hash name={strings.audit.root} value={proof.rootHash} />
          {proof.path.map((hash, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a proof's path is fixed
            <Hash key={index} name={`${strings.audit.path} ${index + 1}`} value={hash} />
          ))}
          <Hash name={strings.audit.signature} value={proof.checkpoint.signature} />
          <Hash name={strings.audit.key} value={proof.checkpoint.publicKey} />
        </dl>
      </details>
    </div>
  );
}
