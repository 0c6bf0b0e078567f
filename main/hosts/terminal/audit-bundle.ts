import { createReadStream } from 'node:fs';
import { ThimbleError } from '../../../shared/index.ts';
import { type BundleReport, verifyBundle } from '../../audit/index.ts';
import { line } from './print.ts';

const noSpaces = (text: string) => text.replaceAll(/[\s:]/gu, '').toLowerCase();

/** What a check of a bundle found, and what it does and does not prove. `key` is the fingerprint that was expected. */
export function bundleLines(report: BundleReport, key: string | undefined): string[] {
  const { ok, entries, records, removed, manifest, checkpoint, fingerprint, whole, problems } = report;
  const named = problems.map(
    (problem) => `  line ${problem.line}: ${problem.entryId ? `${line(problem.entryId)}: ` : ''}${problem.message}`,
  );
  if (!ok)
    return [
      `The bundle does not hold: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`,
      ...named,
      'Do not rely on it: ask for a new export.',
    ];
  if (!checkpoint || !fingerprint) return ['The bundle is of a log without entries: it proves nothing.'];
  const lines = [
    `The bundle is intact: ${entries} ${entries === 1 ? 'entry' : 'entries'} (${records} records), exported ${line(manifest?.made ?? '')}.`,
    `Signed by the key ${fingerprint}${key === undefined ? '' : keyMatches(report, key) ? ', as expected' : '. THIS IS NOT THE KEY THAT YOU EXPECT'}.`,
    `Proved: each text is what was logged, at its place in the log of ${checkpoint.size} records that this key signed at ${line(checkpoint.at)}; the file is as it was exported.`,
    whole
      ? 'Proved: these are all entries of that log.'
      : `Not proved: what the other ${checkpoint.size - records} records of that log say${Object.keys(manifest?.filter ?? {}).length > 0 ? ` (exported: ${line(JSON.stringify(manifest?.filter))})` : ''}.`,
    ...(removed > 0
      ? [`The texts of ${removed} records were removed from the log before; only their places are proved.`]
      : []),
    'Not proved: whose key that is (compare it with Settings of that Thimble), that its clock was right, and what was logged later.',
  ];
  return lines;
}

/** Whether the bundle is signed by the key of this fingerprint, however that is spaced. */
function keyMatches({ fingerprint }: BundleReport, key: string): boolean {
  return fingerprint !== null && noSpaces(fingerprint) === noSpaces(key);
}

/** Checks a bundle without the app. Answers the exit code. */
export async function verifyBundleCommand(file: string, key: string | undefined): Promise<number> {
  const report = await verifyBundle(createReadStream(file)).catch((cause: unknown) => {
    throw new ThimbleError(
      'bad_input',
      `${file} could not be read.`,
      'Name a file that `thimble audit export` wrote.',
      {
        cause,
      },
    );
  });
  for (const text of bundleLines(report, key)) console.log(text);
  return report.ok && (key === undefined || keyMatches(report, key)) ? 0 : 1;
}
