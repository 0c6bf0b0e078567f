import { ThimbleError } from '../../shared/index.ts';

/** Why the keychain cannot be used. */
export type Trouble = 'missing' | 'locked' | 'silent' | 'failed';

const sentences: Record<Trouble, string> = {
  missing: 'There is no keychain that Thimble can use.',
  locked: 'The keychain is locked.',
  silent: 'The keychain does not answer; it may be waiting for its password.',
  failed: 'The keychain refused.',
};

const names: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Keychain',
  win32: 'Credential Manager',
  linux: 'Secret Service',
};

/** How people know the platform's keychain. */
export function keychainName(platform: NodeJS.Platform): string {
  return names[platform] ?? 'Secret Service';
}

function whatToDo(trouble: Trouble, platform: NodeJS.Platform): string {
  if (platform === 'darwin')
    return trouble === 'missing'
      ? 'Run `npm install` again; it brings the keychain library.'
      : 'Open Keychain Access, unlock the login keychain, allow Thimble, and try again.';
  if (platform === 'win32')
    return trouble === 'missing'
      ? 'Run `npm install` again; it brings the keychain library.'
      : 'Check that the Credential Manager service runs, sign in again, and try again.';
  return trouble === 'missing' || trouble === 'failed'
    ? 'Install and start a Secret Service (gnome-keyring, KWallet or KeePassXC) in your desktop session, and try again.'
    : 'Unlock it (Passwords and Keys, KWallet or KeePassXC, or sign in to the desktop again), and try again.';
}

/** The one error of this room. The library's own text stays in `cause`. */
export function unavailable(trouble: Trouble, platform: NodeJS.Platform, cause?: unknown): ThimbleError {
  return new ThimbleError('keychain_unavailable', sentences[trouble], whatToDo(trouble, platform), { cause });
}

/** Reads a library's error text: libsecret, zbus, Security.framework (errSecInteractionNotAllowed) and Win32 wordings. */
export function troubleOf(thrown: unknown): Trouble {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  if (/locked|dismissed|interaction.*not allowed|auth.*(failed|denied)|-25308|-25293/i.test(text)) return 'locked';
  if (
    /autolaunch|DBUS_SESSION_BUS_ADDRESS|ServiceUnknown|not provided by any|no such (file|interface)|connection refused|could not connect|NoStorageAccess|no storage/i.test(
      text,
    )
  )
    return 'missing';
  return 'failed';
}
