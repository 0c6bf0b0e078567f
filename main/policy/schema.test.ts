import { describe, expect, it } from 'vitest';
import { cedar } from './cedar.ts';
import { cedarSchema, paramType } from './schema.ts';
import { connectors } from './testing.ts';

const param = { description: '', sets: [] };

describe('cedarSchema', () => {
  it('has one action a tool, in groups by service, resource and effect', () => {
    const actions = cedarSchema(connectors)['']?.actions ?? {};
    expect(actions['stripe.refunds.create']?.memberOf).toEqual(
      ['stripe', 'stripe.refunds', 'money', 'changes'].map((id) => ({ id })),
    );
    expect(actions['stripe.balance.retrieve']?.memberOf).toEqual(
      ['stripe', 'stripe.balance', 'read'].map((id) => ({ id })),
    );
    for (const connector of connectors) for (const tool of connector.tools) expect(actions).toHaveProperty([tool.name]);
  });

  it('is a schema to Cedar', () => {
    expect(cedar().validate({ schema: cedarSchema(connectors), policies: { staticPolicies: {} } })).toMatchObject({
      type: 'success',
      validationErrors: [],
    });
    expect(cedar().validate({ schema: cedarSchema([]), policies: { staticPolicies: {} } }).type).toBe('success');
  });

  it('types parameters by their kind', () => {
    expect(paramType({ ...param, kind: 'text' })).toEqual({ type: 'String' });
    expect(paramType({ ...param, kind: 'amount' })).toEqual({
      type: 'Record',
      attributes: { minor: { type: 'Long' }, currency: { type: 'String' } },
    });
    expect(paramType({ ...param, kind: 'github.label', many: true })).toEqual({
      type: 'Record',
      attributes: { count: { type: 'Long' }, items: { type: 'Set', element: { type: 'String' } } },
    });
    expect(paramType({ ...param, kind: 'slack.user', many: true })).toMatchObject({
      attributes: { count: { type: 'Long' }, id: { type: 'Set' }, name: { type: 'Set' } },
    });
    expect(paramType({ ...param, kind: 'period' })).toBeNull();
  });
});
