import { describe, expect, it } from 'vitest';
import { saysMany } from './mass.ts';

describe('saysMany', () => {
  it.each([
    ['stripe', 'give every customer their money back'],
    ['stripe', 'refund everyone who paid in March'],
    ['stripe', 'cancel all of our past due subscriptions'],
    ['stripe', 'void each open invoice'],
    ['slack', 'remove evryone from #design'],
    ['slack', 'tell the whole company we are closed'],
    ['github', 'close all the issues labelled stale'],
    ['notion', 'archive every single page'],
    ['stripe', 'tell Ana I am out, then refund all payments'],
  ] as const)('%s: many in %j', (service, request) => {
    expect(saysMany(request, service)).toBe(true);
  });

  it.each([
    ['stripe', "refund all of Oskar's last payment"],
    ['stripe', 'refund it all'],
    ['stripe', 'refund Oskar $5 and tell everyone in #general'],
    ['stripe', 'refund $5 of the latest payment'],
    ['slack', "post 'thanks to all customers' in #random"],
    ['slack', 'post “everyone is welcome” in #random'],
    ['slack', "don't schedule the all-hands in #releases"],
    ['github', 'open an issue: overall latency is bad'],
  ] as const)('%s: one in %j', (service, request) => {
    expect(saysMany(request, service)).toBe(false);
  });
});
