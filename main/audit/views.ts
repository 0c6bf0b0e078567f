import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { type AuditView, auditViewSchema, ThimbleError } from '../../shared/index.ts';

/** Most views that are kept. */
const most = 100;

/** Filters that the person gave names, in one JSON file; null keeps them for this process alone. */
export class ViewFile {
  readonly #file: string | null;
  #views: AuditView[] = [];

  constructor(file: string | null) {
    this.#file = file;
    if (file !== null) this.#views = readViews(file);
  }

  /** In order of their names. */
  list(): AuditView[] {
    return [...this.#views];
  }

  /** Adds a view, or replaces the one of that name. @throws ThimbleError `bad_input`, `storage_unavailable` */
  save(view: AuditView): AuditView[] {
    const others = this.#views.filter(({ name }) => name !== view.name);
    if (others.length >= most)
      throw new ThimbleError('bad_input', `There are ${most} saved views already.`, 'Remove one first.');
    return this.#write([...others, view].sort((a, b) => a.name.localeCompare(b.name, 'en')));
  }

  /** @throws ThimbleError `not_found`, `storage_unavailable` */
  remove(name: string): AuditView[] {
    const others = this.#views.filter((view) => view.name !== name);
    if (others.length === this.#views.length)
      throw new ThimbleError('not_found', `There is no saved view called “${name}”.`, 'Reload the list of views.');
    return this.#write(others);
  }

  #write(views: AuditView[]): AuditView[] {
    if (this.#file !== null)
      try {
        writeFileSync(`${this.#file}.new`, `${JSON.stringify(views, null, 2)}\n`, { mode: 0o600 });
        renameSync(`${this.#file}.new`, this.#file);
      } catch (cause) {
        throw new ThimbleError(
          'storage_unavailable',
          'The saved views could not be written.',
          'Check that the data folder exists and can be written.',
          { cause },
        );
      }
    this.#views = views;
    return this.list();
  }
}

/** What the file holds; a file that cannot be read holds nothing, and is replaced when a view is saved. */
function readViews(file: string): AuditView[] {
  try {
    return z.array(auditViewSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
}
