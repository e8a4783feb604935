import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api'
import { TABLES } from './tables.ts'

/**
 * Writes what changed in the tables since the last migration as the next one, named by the time (UTC), so that two
 * people never take the same name.
 *
 *     npm run migrations -- tenant due_index            what changed in the tables
 *     npm run migrations -- tenant fill_due --by-hand   an empty file for statements of one's own
 *     npm run migrations -- --settle                    after two branches came together
 *
 * `snapshot.json` of each folder is the tables as the migrations leave them. Where git cannot join those of two branches,
 * take either: `--settle` writes them anew from the tables. A test holds snapshots, tables and migrations together.
 */
const BREAK = '\n--> statement-breakpoint\n'

type Kind = keyof typeof TABLES
type Snapshot = Awaited<ReturnType<typeof generateSQLiteDrizzleJson>>

export const snapshotFile = (kind: Kind): string => join(import.meta.dirname, kind, 'snapshot.json')

/** The tables of a kind of database as the code tells them. */
export async function snapshotOf(kind: Kind): Promise<Snapshot> {
  // One chain of snapshots is not kept, so each is the first.
  const first = '00000000-0000-0000-0000-000000000000'
  return { ...(await generateSQLiteDrizzleJson(TABLES[kind])), id: first, prevId: first }
}

async function settle(kind: Kind): Promise<void> {
  await writeFile(snapshotFile(kind), `${JSON.stringify(await snapshotOf(kind), null, 2)}\n`)
}

/** @returns the statements that lead from the snapshot to the tables; asks whether something new is something renamed */
async function changes(kind: Kind): Promise<string[]> {
  const before = JSON.parse(await readFile(snapshotFile(kind), 'utf8')) as Snapshot
  return generateSQLiteMigration(before, await snapshotOf(kind))
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { settle: { type: 'boolean' }, 'by-hand': { type: 'boolean' } },
  })
  const kinds = Object.keys(TABLES) as Kind[]
  if (values.settle === true) return void (await Promise.all(kinds.map(settle)))
  const [kind, name = ''] = positionals
  if (!isKind(kind) || !/^[a-z0-9_]+$/.test(name))
    throw new Error('npm run migrations -- control|exchange|tenant name_of_the_change [--by-hand]')
  const statements = values['by-hand'] === true ? ['-- '] : await changes(kind)
  if (statements.length === 0) throw new Error(`Nothing changed in the tables of ${kind}.`)
  const time = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const file = join(import.meta.dirname, kind, `${time}_${name}.sql`)
  await writeFile(file, `${statements.join(BREAK)}\n`, { flag: 'wx' })
  if (values['by-hand'] !== true) await settle(kind)
  console.log(file)
}

const isKind = (kind: string | undefined): kind is Kind => Object.hasOwn(TABLES, kind ?? '')

if (import.meta.main)
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
