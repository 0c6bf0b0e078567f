import { number } from '../../../format/days.ts';
import type { Progress } from '../../../state/audit-jobs.ts';
import { strings } from '../../../strings.ts';

/** How far a job is, as a bar and in words; before anything is known of it, that it has begun. */
export function ProgressBar({ label, progress }: { readonly label: string; readonly progress: Progress | null }) {
  const known = progress !== null && progress.total > 0;
  return (
    <div className="job-progress">
      <progress aria-label={label} {...(known ? { value: progress.done, max: progress.total } : {})} />
      <span className="quiet num">
        {known ? strings.audit.progress(number(progress.done), number(progress.total)) : label}
      </span>
    </div>
  );
}
