import type {
  AuditDetail,
  AuditSummary,
  DecisionView,
  DeviceReport,
  Passage,
  PlanEntry,
  RunView,
  StepView,
  VerifyReport,
} from '../../../shared/index.ts';
import { isUnsure } from '../../../shared/index.ts';

const mark: Record<StepView['state'], string> = {
  decided: '·',
  waiting: '?',
  running: '…',
  succeeded: '✓',
  failed: '✗',
  denied: '✗',
  refused: '–',
  unknown: '!',
};

const from = (arg: StepView['args'][number]): string => {
  switch (arg.source.kind) {
    case 'words':
      return 'your words';
    case 'resolver':
      return `“${arg.source.text}”, ${arg.source.via}`;
    case 'result':
      return `from the result of step ${arg.source.step}, not your words`;
    case 'person':
      return 'you typed it';
    case 'logged':
      return `kept by the log from the call of ${arg.source.at}`;
    case 'model':
      return 'chosen by the model';
  }
};

const escaped = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/**
 * Text of others with controls and what shows nothing written out, so that nothing a service returned can drive the
 * terminal. Line breaks stay: use {@link line} where a further line would pass for one of ours.
 */
export function plain(text: string): string {
  return text.replace(/[[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]--[\n\ufe0f]]/gv, escaped);
}

/** {@link plain}, on one line. */
export function line(text: string): string {
  return plain(text).replaceAll('\n', ' ⏎ ');
}

/** The verdict and the rules that gave it, each with what would change its answer. */
export function decisionLines(decision: DecisionView): string[] {
  const word = { allow: 'Allowed', ask: 'Asks first', deny: 'Denied' }[decision.verdict];
  return [
    `  ${word}`,
    ...decision.rules.flatMap(({ id, text, change }) => [
      `    because ${line(text)}  [${id}]`,
      ...(change === null ? [] : [`      what would change it: ${line(change)}`]),
    ]),
  ];
}

const undoLine = (text: string): string =>
  /cannot be undone/iu.test(text) ? `  ${line(text)}` : `  Undo: ${line(text)}`;

/** Whether a call can be taken back, and how. */
function undoLines({ id, undo }: AuditDetail): string[] {
  const last = undo.by.at(-1);
  if (undo.state === 'done') return [`  Undone by ${last?.id ?? ''} at ${last?.at ?? ''}`];
  return [
    ...(undo.text === '' ? [] : [undo.state === 'none' ? `  ${line(undo.text)}` : `  Undo: ${line(undo.text)}`]),
    ...undo.calls.map((text) => `  Undo: ${line(text)}`),
    ...(undo.state === 'offered' ? [`    with: thimble undo ${id}`] : []),
  ];
}

const proposedBy = (model: string): string => `Proposed by ${line(model)}, not by Needle.`;

/** The passage of a result that something came from, what was copied between arrows. */
function passageLine({ step, place, path, before, copied, after }: Passage): string {
  const where = `step ${step}, ${line(place)}${path === '' ? '' : ` (${line(path)})`}`;
  return `      in ${where}${copied === '' ? '' : `: ${line(before)}»${line(copied)}«${line(after)}`}`;
}

/** The passage that a value was copied from, and what in it is not what it seems. */
function sourceLines({ source, marks = [] }: StepView['args'][number]): string[] {
  return [
    ...(source.kind === 'result' && source.passage ? [passageLine(source.passage)] : []),
    ...new Set(marks.map(({ code, text }) => `      ! ${code === '' ? '' : `${code}: `}${line(text)}`)),
  ];
}

/** What steered a proposal, where one place of a result is known. */
function steeredLines(steeredBy: Passage | undefined): string[] {
  return steeredBy ? ['  ! Without this in a result it would be another call:', passageLine(steeredBy)] : [];
}

/** A step with its values, each with where it came from. */
export function stepLines(step: StepView): string[] {
  const lines = [`${mark[step.state]} ${line(step.effectText)}   (${step.tool})`];
  for (const arg of step.args)
    lines.push(
      `    ${arg.name}: ${line(arg.label)}   ← ${line(from(arg))}${isUnsure(arg) ? '   ? not sure, check this' : ''}`,
      ...sourceLines(arg),
    );
  if (step.account) lines.push(`  As ${line(step.account)}`);
  if (step.secondModel) lines.push(`  ! ${proposedBy(step.secondModel)}`);
  if (step.tainted) lines.push('  ! Part of this call comes from text that a service returned.');
  lines.push(...steeredLines(step.steeredBy));
  if (step.unused.length > 0)
    lines.push(`  ! You said ${line(step.unused.join(', '))}, and this call does not use it.`);
  if (step.decision) lines.push(...decisionLines(step.decision));
  if (step.effect !== 'read') lines.push(undoLine(step.undoText));
  if (step.error) lines.push(`  ${line(step.error.message)} ${line(step.error.hint)}`);
  return lines;
}

/** What follows a step that asks, one line a step; nothing where nothing follows. */
export function planLines(plan: readonly PlanEntry[]): string[] {
  const later = plan.filter(({ state }) => state === 'next' || state === 'unknown');
  if (later.length === 0) return [];
  const word = { allow: 'allowed', ask: 'asks', deny: 'denied' } as const;
  return [
    'Then:',
    ...later.map(({ index, step, text }) =>
      step === null
        ? `  ${index}. ? ${line(text)}`
        : `  ${index}. ${line(text)}   (${step.tool}, ${word[step.decision?.verdict ?? 'deny']})${step.tainted ? '   ! from text that a service returned' : ''}`,
    ),
  ];
}

/** What is left to say of a run that ended. */
export function endLines(run: RunView): string[] {
  const lines: string[] = [];
  const last = run.steps.at(-1);
  if (run.say) lines.push(line(run.say));
  if (run.answer)
    lines.push(
      `Answered by ${line(run.answer.from)}, not by Thimble:`,
      // Set off line by line, so that none of them passes for one of ours.
      ...plain(run.answer.text)
        .split('\n')
        .map((text) => `  | ${text}`),
    );
  if (last?.effect === 'read' && last.state === 'succeeded' && last.result !== null)
    lines.push(plain(JSON.stringify(last.result, null, 2)));
  if (run.error && !last?.error) lines.push(line(run.error.hint));
  return lines;
}

/** One line an entry. */
export function auditLine(entry: AuditSummary): string {
  return `${entry.at}  ${entry.id}  ${entry.verdict.padEnd(5)}  ${entry.status.padEnd(9)}  ${line(entry.effectText)}`;
}

/** An entry's whole story. */
export function auditDetailLines(entry: AuditDetail): string[] {
  const lines = [
    `${entry.id}  ${entry.at}`,
    `You asked: ${line(entry.request)}`,
    ...entry.asked.map(
      ({ text, options, chosen }) => `Asked: ${line(text)} ${line(options.join(' | '))} → ${line(chosen)}`,
    ),
    `Call: ${line(entry.effectText)}   (${entry.tool}, ${entry.effect})`,
    ...entry.args.flatMap((arg) => [`    ${arg.name}: ${line(arg.label)}   ← ${line(from(arg))}`, ...sourceLines(arg)]),
    ...steeredLines(entry.steeredBy),
    ...(entry.secondModel ? [`  ${proposedBy(entry.secondModel)}`] : []),
    ...(entry.decision ? decisionLines(entry.decision) : []),
  ];
  if (entry.approval)
    lines.push(
      `  ${entry.approval.verdict === 'approve' ? 'Approved' : 'Refused'} by ${line(entry.approval.by)} at ${entry.approval.at}`,
    );
  for (const request of entry.requests)
    lines.push(`  Sent: ${request.method} ${line(request.path)} → ${request.status ?? 'no answer'}`);
  lines.push(
    `  Outcome: ${entry.status === 'unknown' ? 'unknown: check' : entry.status}${entry.summary ? `: ${line(entry.summary)}` : ''}`,
  );
  if (entry.error) lines.push(`  ${line(entry.error.message)} ${line(entry.error.hint)}`);
  if (entry.undoes) lines.push(`  Takes back: ${entry.undoes}`);
  lines.push(...undoLines(entry));
  for (const { part, proof } of entry.proofs)
    lines.push(
      `  Proof of ${part}: leaf ${proof.leafIndex} of ${proof.treeSize}, root ${proof.rootHash.slice(0, 16)}…: ${proof.valid ? 'valid' : 'NOT VALID'}`,
    );
  return lines;
}

/** What verification found. */
export function verifyLines(report: VerifyReport): string[] {
  const head = report.ok
    ? `The log is intact: ${report.entries} records, ${report.checkpoints} checkpoints, root ${report.rootHash.slice(0, 16)}…  (${report.milliseconds.toFixed(0)} ms)`
    : `The log has been changed: ${report.problems.length} problem${report.problems.length === 1 ? '' : 's'} in ${report.entries} records.`;
  return [
    head,
    ...report.problems.map(
      (problem) =>
        `  ${problem.index === null ? '' : `record ${problem.index}: `}${problem.entryId ? `${problem.entryId}: ` : ''}${line(problem.message)}`,
    ),
  ];
}

/** What was measured of each device, the chosen one marked. */
export function deviceLines(report: DeviceReport): string[] {
  const lines = report.tried.map(
    ({ name, milliseconds, problem, chosen }) =>
      `${chosen ? '→' : ' '} ${line(name)}: ${milliseconds === null ? `not used, ${line(problem ?? 'no answer')}` : `${milliseconds.toFixed(1)} ms`}`,
  );
  return [
    'Devices, by the time for a prompt and an answer of usual length:',
    ...lines,
    'Used from the next start on.',
    '',
  ];
}
