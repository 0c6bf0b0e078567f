import { useCallback, useEffect, useRef, useState } from 'react';
import type { ErrorBody, Settings } from '../../../../shared/index.ts';
import { call, errorBody } from '../../bridge/client.ts';
import { shellStore } from '../../state/app.ts';

type Key = keyof Settings;

/** How long after the last letter a typed value is saved, in milliseconds. */
const pause = 600;

/** Settings that are saved as they are changed. */
export interface SettingsDraft {
  /** What the fields show: what is saved, and over it what is not yet or cannot be. */
  readonly shown: Settings;
  /** Why a field cannot be saved, by its setting. */
  readonly errors: Readonly<Partial<Record<Key, ErrorBody>>>;
  /** The setting that was saved last, and how many were before it. */
  readonly saved: { readonly key: Key; readonly count: number } | null;
  /** Saves one setting at once, or `typed`: when the person stops typing. */
  change<K extends Key>(key: K, value: Settings[K], typed?: boolean): void;
}

/** Saves each setting by itself, so that one that cannot be saved is in the way of no other. */
export function useSettingsDraft(current: Settings): SettingsDraft {
  const [edits, setEdits] = useState<Partial<Settings>>({});
  const [errors, setErrors] = useState<Partial<Record<Key, ErrorBody>>>({});
  const [saved, setSaved] = useState<SettingsDraft['saved']>(null);
  const waiting = useRef(new Map<Key, { readonly timer: number; readonly save: () => void }>());
  const queue = useRef(Promise.resolve());

  const save = useCallback((key: Key, value: Settings[Key]): void => {
    waiting.current.delete(key);
    // One after the other: each save sends all settings, with this one changed.
    queue.current = queue.current.then(async () => {
      try {
        const now = await call('app', 'settings', {});
        const settings = await call('app', 'saveSettings', { ...now, [key]: value });
        shellStore.dispatch({ settings });
        // What was typed since is not saved yet, and stays.
        setEdits((all) => (all[key] === value ? without(all, key) : all));
        setErrors((all) => without(all, key));
        setSaved((before) => ({ key, count: (before?.count ?? 0) + 1 }));
      } catch (thrown) {
        setErrors((all) => ({ ...all, [key]: errorBody(thrown) }));
      }
    });
  }, []);

  useEffect(() => {
    const open = waiting.current;
    // Who leaves the page while a value waits to be saved meant it all the same.
    return () => {
      for (const one of open.values()) {
        clearTimeout(one.timer);
        one.save();
      }
    };
  }, []);

  return {
    shown: { ...current, ...edits },
    errors,
    saved,
    change(key, value, typed = false) {
      setEdits((all) => ({ ...all, [key]: value }));
      const before = waiting.current.get(key);
      if (before) clearTimeout(before.timer);
      const run = (): void => save(key, value);
      if (typed) waiting.current.set(key, { timer: window.setTimeout(run, pause), save: run });
      else run();
    },
  };
}

function without<T extends object>(all: T, key: keyof T): T {
  const rest = { ...all };
  delete rest[key];
  return rest;
}
