import { describe, expect, it } from 'vitest';
import type { BundleReport } from '../../audit/index.ts';
import { bundleLines } from './audit-bundle.ts';

const report: BundleReport = {
  ok: true,
  entries: 1,
  records: 2,
  removed: 0,
  manifest: {
    type: 'manifest',
    format: 'thimble-audit-bundle',
    version: 1,
    made: '2026-11-25T10:00:00.000Z',
    filter: { service: 'slack' },
    entries: 1,
  },
  checkpoint: { size: 10, rootHash: '', at: '2026-11-25T09:00:00.000Z', signature: '', publicKey: '' },
  fingerprint: '0a1b 2c3d',
  whole: false,
  problems: [],
};
const text = (changes: Partial<BundleReport>, key?: string) => bundleLines({ ...report, ...changes }, key).join('\n');

describe('what is said of a bundle', () => {
  it('is what is proved, and what is not', () => {
    expect(text({})).toContain('Not proved: what the other 8 records of that log say (exported: {"service":"slack"}).');
    expect(text({})).toMatch(/Not proved: whose key that is/u);
    expect(text({ whole: true })).toContain('Proved: these are all entries of that log.');
    expect(text({ removed: 1 })).toMatch(/removed from the log before/u);
  });

  it('is the key, and whether it is the one that was expected', () => {
    expect(text({}, '0A1B2C3D')).toContain('Signed by the key 0a1b 2c3d, as expected.');
    expect(text({}, '0a1b 2c3e')).toContain('THIS IS NOT THE KEY THAT YOU EXPECT');
  });

  it('is never that a broken one holds', () => {
    const broken = text({ ok: false, problems: [{ line: 3, entryId: 'log_\u001b[2J', message: 'It was changed.' }] });
    expect(broken).toMatch(/^The bundle does not hold: 1 problem\.\n {2}line 3: log_.*: It was changed\./u);
    expect(broken).not.toContain('\u001b');
    expect(broken).not.toContain('Proved');
  });
});
