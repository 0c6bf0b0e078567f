import { expect, it } from 'vitest';
import { metaDetails } from './meta-details.ts';
import { cedarSchema } from './schema.ts';

it('tells what every field that rules can see is', () => {
  const meta = cedarSchema([])['']?.commonTypes?.Meta as unknown as { attributes: Record<string, unknown> };
  const fields = Object.keys(meta.attributes);
  expect(fields.length).toBeGreaterThan(20);
  expect(fields.filter((name) => !metaDetails[name])).toEqual([]);
});
