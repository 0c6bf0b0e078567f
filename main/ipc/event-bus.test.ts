import { describe, expect, it } from 'vitest';
import type { ThimbleEvent } from '../../shared/index.ts';
import { createEventBus } from './event-bus.ts';

const event: ThimbleEvent = { type: 'audit.appended' };

describe('createEventBus', () => {
  it('tells every listener until it unsubscribes', () => {
    const bus = createEventBus();
    const seen: string[] = [];
    const stop = bus.subscribe(() => seen.push('a'));
    bus.subscribe(() => seen.push('b'));
    bus.emit(event);
    stop();
    stop();
    bus.emit(event);
    expect(seen).toEqual(['a', 'b', 'b']);
  });

  it('keeps a failing listener from the others, and reports it', () => {
    const errors: unknown[] = [];
    const bus = createEventBus((thrown) => errors.push(thrown));
    const seen: ThimbleEvent[] = [];
    bus.subscribe(() => {
      throw new Error('broken');
    });
    bus.subscribe((got) => seen.push(got));
    bus.emit(event);
    expect(seen).toEqual([event]);
    expect(errors).toHaveLength(1);
  });
});
