import { beforeEach, describe, expect, it } from 'vitest';
import { createNotifier, type Notifier } from './notifier.ts';
import { type FakeElectron, fakeElectron } from './testing/fake-electron.ts';
import { sampleApproval } from './testing/samples.ts';

const card = sampleApproval('a', 'Refund $5.00 of Oskar Lindqvist’s payment of $25.99 (Sticker pack)');

let fake: FakeElectron;
let notifier: Notifier;
let wanted: boolean;
let inFront: boolean;
let shown: string[];

beforeEach(() => {
  fake = fakeElectron();
  wanted = true;
  inFront = false;
  shown = [];
  notifier = createNotifier({
    Notification: fake.modules.Notification,
    wanted: () => wanted,
    inFront: () => inFront,
    icon: 'icon.png',
    show: (id) => shown.push(id),
  });
});

describe('createNotifier', () => {
  it('says what waits, in words, and leads to the card', () => {
    notifier.opened(card);
    const [notification] = fake.notifications;
    expect(notification?.shown).toBe(true);
    expect(notification?.options.title).toBe(card.step.effectText);
    expect(notification?.options.body).toContain('refund $5 of Oskar’s latest payment');
    notification?.emit('click', {});
    expect(shown).toEqual(['a']);
  });

  it('offers no way to approve: its only action shows the card', () => {
    notifier.opened(card);
    const [notification] = fake.notifications;
    expect(notification?.options.actions).toEqual([{ type: 'button', text: 'Review' }]);
    expect(notification?.options.hasReply).toBeUndefined();
    notification?.emit('action', {}, 0);
    expect(shown).toEqual(['a']);
  });

  it('is silent while a window of ours is in front, and when a person does not want it', () => {
    inFront = true;
    notifier.opened(card);
    inFront = false;
    wanted = false;
    notifier.opened(card);
    expect(fake.notifications).toEqual([]);
  });

  it('goes when its card is answered or times out, and when the app ends', () => {
    notifier.opened(card);
    notifier.opened(sampleApproval('b', 'Close infra #45'));
    notifier.closed('a');
    expect(fake.notifications.map((one) => one.shown)).toEqual([false, true]);
    notifier.closed('a');
    notifier.close();
    expect(fake.notifications.map((one) => one.shown)).toEqual([false, false]);
  });

  it('says what the card says after it was decided again', () => {
    notifier.opened(card);
    notifier.opened({ ...card, step: { ...card.step, effectText: 'Refund $7.00' } });
    expect(fake.notifications.map((one) => [one.options.title, one.shown])).toEqual([
      [card.step.effectText, false],
      ['Refund $7.00', true],
    ]);
  });

  it('holds no secret and no text that hides', () => {
    notifier.opened({
      ...sampleApproval('a', `Post “password: hunter2hunter2\u202E” in #general${' very'.repeat(100)}`),
      request: 'post sk_live_4eC39HqLyjWDarjtT1zdp7dc',
    });
    const text = JSON.stringify(fake.notifications[0]?.options);
    expect(text).not.toMatch(/hunter2|4eC39|\u202E/u);
    expect(fake.notifications[0]?.options.title?.length).toBeLessThanOrEqual(110);
  });
});
