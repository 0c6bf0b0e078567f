import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/index.ts';
import { addressBody } from './address.ts';
import { searchClause } from './customer-lists.ts';
import { eventType } from './events.ts';
import { languageCode } from './languages.ts';
import { metadataBody } from './metadata.ts';

describe('eventType', () => {
  it.each([
    ['charge.refunded', 'charge.refunded'],
    ['"invoice.payment_failed"', 'invoice.payment_failed'],
    ['charge.*', 'charge.*'],
    ['customer created', 'customer.created'],
    ['Invoice payment failed', 'invoice.payment_failed'],
    ['payment intent succeeded', 'payment_intent.succeeded'],
    ['customer subscription deleted', 'customer.subscription.deleted'],
    ['charge dispute created', 'charge.dispute.created'],
    ['nonsense', 'nonsense'],
  ])('%s', (words, type) => expect(eventType(words)).toBe(type));
});

describe('searchClause', () => {
  it.each([
    ['morales', "name~'morales'"],
    ['"morales"', "name~'morales'"],
    ["O'Connor", "name~'O\\'Connor'"],
    ['a@b.co', "email:'a@b.co'"],
    ['+1 555 010 2233', "phone:'+1 555 010 2233'"],
    ['plan: gold', "metadata['plan']:'gold'"],
    ['tier is vip', "metadata['tier']:'vip'"],
    ["name:'Ada' AND created>1", "name:'Ada' AND created>1"],
  ])('%s', (words, clause) => expect(searchClause(words)).toBe(clause));
});

describe('metadataBody', () => {
  it.each<[string, JsonObject]>([
    ['tier: gold', { tier: 'gold' }],
    ['po_number=4500121873', { po_number: '4500121873' }],
    ['metadata tier is very high', { tier: 'very high' }],
    ['tier: none', { tier: '' }],
  ])('%s', (words, body) => expect(metadataBody(words)).toEqual(body));
});

describe('languageCode', () => {
  it.each([
    ['French', 'fr'],
    ['brazilian Portuguese', 'pt-BR'],
    ['de', 'de'],
    ['en-GB', 'en-GB'],
  ])('%s', (words, code) => expect(languageCode(words)).toBe(code));
});

describe('addressBody', () => {
  it.each<[string, JsonObject]>([
    [
      '12 Main St, Springfield, IL 62701, USA',
      { line1: '12 Main St', city: 'Springfield', state: 'IL', postal_code: '62701', country: 'US' },
    ],
    [
      '12 Main St, Springfield, IL 62701',
      { line1: '12 Main St', city: 'Springfield', state: 'IL', postal_code: '62701' },
    ],
    [
      'Hauptstr. 5, 10115 Berlin, Germany',
      { line1: 'Hauptstr. 5', postal_code: '10115', city: 'Berlin', country: 'DE' },
    ],
    ['1 High St, London SW1A 1AA, UK', { line1: '1 High St', city: 'London', postal_code: 'SW1A 1AA', country: 'GB' }],
    ['1 High St, Flat 2, London', { line1: '1 High St', line2: 'Flat 2', city: 'London' }],
    ['somewhere', { line1: 'somewhere' }],
  ])('%s', (line, address) => expect(addressBody(line)).toEqual(address));
});
