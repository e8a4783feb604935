import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const SOURCE = join(import.meta.dirname, '../src')

/** Which files hold the tables of each kind of database, wherever in the source they lie: the name says it. */
const FILES = {
  control: /(^|\/)(control|replay|outbox)-tables\.ts$/,
  exchange: /(^|\/)exchange-tables\.ts$/,
  tenant: /(^|\/)((replay|outbox)-)?tables\.ts$/,
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).toSorted()

async function tablesIn(name: RegExp): Promise<Record<string, unknown>> {
  const modules = files.filter((file) => name.test(file)).map((file) => import(join(SOURCE, file)))
  return Object.assign({}, ...(await Promise.all(modules))) as Record<string, unknown>
}

/** The tables of each kind of database. */
export const TABLES = {
  control: await tablesIn(FILES.control),
  exchange: await tablesIn(FILES.exchange),
  tenant: await tablesIn(FILES.tenant),
}
