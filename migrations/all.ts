import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One change of a kind of database. Its id, the name of its file, is recorded in every database that had it. */
export type Migration = { id: string; statements: string[] }

/** The SQL files of a folder by name: those of the first year by number, all later ones by the time they were written. */
function read(kind: string): Migration[] {
  const folder = join(import.meta.dirname, kind)
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  return files.toSorted().map((name) => ({
    id: name.replace('.sql', ''),
    statements: readFileSync(join(folder, name), 'utf8')
      .split('--> statement-breakpoint')
      .map((statement) => statement.trim()),
  }))
}

// Read as this module loads. A bundle has no folders to read: src/commands/pack-migrations.ts writes them into it.
export const control = read('control')
export const exchange = read('exchange')
export const tenant = read('tenant')
