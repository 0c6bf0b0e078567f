import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { operations } from '../connectors/demo/index.ts';
import { connectors, type ToolDefinition } from '../connectors/index.ts';
import { type ShippedService, shippedServiceSchema } from '../shared/index.ts';
import { proofFolder } from '../tests/conformance/report.ts';

/**
 * Writes the table of docs/connectors.md from what the conformance tests proved in their last run, or with `--check` says
 * whether the committed page is that table. Run by `npm test` after those tests; `npm run docs` writes.
 */

const page = join(import.meta.dirname, '..', 'docs', 'connectors.md');
const [begin, end] = ['<!-- table: written by npm run docs -->', '<!-- end of table -->'];
const proofsSchema = z.array(z.object({ op: z.string(), intents: z.array(z.string()), note: z.string().nullable() }));

const effects = { read: 'read', write: 'write', money: 'money', destructive: 'destructive' } as const;
const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/gu, ' ');

function proofsOf(service: ShippedService): z.infer<typeof proofsSchema> {
  const file = join(proofFolder, `${service}.json`);
  if (!existsSync(file)) {
    console.error(
      `There are no proofs of ${service} here. Run the tests that make them first: npm test -- integration`,
    );
    process.exit(1);
  }
  return proofsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

function undoOf(tool: ToolDefinition | undefined): string {
  if (!tool || tool.effect === 'read') return '';
  return tool.undo.kind === 'call' ? `\`${tool.undo.tool}\`` : 'no';
}

function section(service: ShippedService): { readonly lines: string[]; readonly proved: number; readonly all: number } {
  const connector = connectors.find((one) => one.service === service);
  const proofs = proofsOf(service);
  const ops = operations.filter(({ op }) => op.startsWith(`${service}.`));
  const rows = ops.map(({ op, method, path }) => {
    const tool = connector?.tools.find((one) => one.name === op && !one.internal);
    const proof = proofs.find((one) => one.op === op);
    const shown = proof?.intents.length ? `equal: ${proof.intents.join('; ')}` : (proof?.note ?? 'not proved');
    const values = [`\`${op}\``, `${method} ${path}`, tool ? effects[tool.effect] : 'no tool', undoOf(tool), shown];
    return `| ${values.map(cell).join(' | ')} |`;
  });
  const proved = ops.filter(({ op }) => proofs.some((one) => one.op === op && one.intents.length > 0)).length;
  return {
    lines: [
      `### ${connector?.title ?? service}: ${proved} of ${ops.length}`,
      '',
      '| operation and tool | upstream | effect | undone by | same request as the SDK for |',
      '| --- | --- | --- | --- | --- |',
      ...rows,
      '',
    ],
    proved,
    all: ops.length,
  };
}

const sections = shippedServiceSchema.options.map(section);
const total = (key: 'proved' | 'all'): number => sections.reduce((sum, one) => sum + one[key], 0);
const table = [
  begin,
  '',
  `**${total('proved')} of ${total('all')} operations** send what the official SDK sends for the same intent.`,
  '',
  ...sections.flatMap((one) => one.lines),
  end,
].join('\n');

const current = readFileSync(page, 'utf8');
const [before, after] = [current.indexOf(begin), current.indexOf(end)];
if (before < 0 || after < 0) throw new Error('docs/connectors.md has lost the marks of its table.');
const wanted = `${current.slice(0, before)}${table}${current.slice(after + end.length)}`;
if (process.argv.includes('--check')) {
  if (wanted !== current) {
    console.error('docs/connectors.md is not what the tests proved. Run: npm run docs');
    process.exit(1);
  }
} else writeFileSync(page, wanted);
