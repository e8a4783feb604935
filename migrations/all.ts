import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NAMES } from './names.ts'

/** One change of a kind of database. Its id, the name of its file, is recorded in every database that had it. */
export type Migration = { id: string; statements: string[] }

function read(kind: keyof typeof NAMES): Migration[] {
  return NAMES[kind].map((id) => ({
    id,
    statements: readFileSync(join(import.meta.dirname, kind, `${id}.sql`), 'utf8')
      .split('--> statement-breakpoint')
      .map((statement) => statement.trim()),
  }))
}

// Read as this module loads. A bundle has no folders to read: src/commands/pack-migrations.ts writes them into it.
export const control = read('control')
export const exchange = read('exchange')
export const tenant = read('tenant')
