import { describe, expect, it } from 'vitest';
import { createShortcut } from './shortcut.ts';
import { fakeElectron } from './testing/fake-electron.ts';

describe('createShortcut', () => {
  it('replaces the one before', () => {
    const fake = fakeElectron();
    const shortcut = createShortcut(fake.modules.globalShortcut, () => undefined, false);
    expect(shortcut.use('Alt+A')).toEqual({ active: true, mayNotArrive: false });
    shortcut.use('Alt+B');
    expect([...fake.shortcuts.keys()]).toEqual(['Alt+B']);
    shortcut.close();
    expect(fake.shortcuts.size).toBe(0);
  });

  it('leaves alone what is in force', () => {
    const fake = fakeElectron();
    const registered: string[] = [];
    const shortcut = createShortcut(
      {
        register: (accelerator, press) => {
          registered.push(accelerator);
          return fake.modules.globalShortcut.register(accelerator, press);
        },
        unregister: (accelerator) => fake.modules.globalShortcut.unregister(accelerator),
      },
      () => undefined,
      false,
    );
    expect([shortcut.use('Alt+A'), shortcut.use('Alt+A')]).toEqual([
      { active: true, mayNotArrive: false },
      { active: true, mayNotArrive: false },
    ]);
    shortcut.use('Taken+X');
    shortcut.use('Alt+A');
    expect(registered).toEqual(['Alt+A', 'Taken+X', 'Alt+A']);
  });

  it('says that Wayland may swallow it', () => {
    const shortcut = createShortcut(fakeElectron().modules.globalShortcut, () => undefined, true);
    expect(shortcut.use('Alt+A')).toEqual({ active: true, mayNotArrive: true });
  });

  it('says why it is off', () => {
    const shortcut = createShortcut(fakeElectron().modules.globalShortcut, () => undefined, false);
    expect(shortcut.use('Taken+X')).toEqual({ active: false, why: 'another app has Taken+X' });
    expect(shortcut.use('not a shortcut')).toEqual({ active: false, why: '"not a shortcut" is not a shortcut' });
  });
});
