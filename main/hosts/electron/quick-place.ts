import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { QuickPlace } from './placement.ts';

const schema = z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) });

/** Where a person has moved the quick command's window to. */
export interface RememberedPlace {
  get(): QuickPlace | null;
  set(place: QuickPlace): void;
}

/** Keeps the place in a file of the data folder. Losing it costs nothing, so that no failure of the disk is told. */
export function rememberedPlace(dataDir: string): RememberedPlace {
  const file = join(dataDir, 'quick-window.json');
  let place: QuickPlace | null = null;
  try {
    place = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Never moved, or not readable: it comes up where it does by default.
  }
  return {
    get: () => place,
    set(next) {
      place = next;
      try {
        writeFileSync(file, JSON.stringify(next), { mode: 0o600 });
      } catch {
        // Remembered until the app ends.
      }
    },
  };
}
