import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The SQL files of a folder by name: those of the first year by number, all later ones by the time they were written. */
const read = (kind: string): string[] =>
  readdirSync(join(import.meta.dirname, kind))
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.replace('.sql', ''))
    .toSorted()

/**
 * Ids of the migrations of each kind of database, in their order. Apart from their SQL, which is only read where
 * there is something to apply: an isolate starts with the names. A bundle has no folders to read:
 * src/commands/pack-migrations.ts writes them into it.
 */
export const NAMES = { control: read('control'), exchange: read('exchange'), tenant: read('tenant') }
