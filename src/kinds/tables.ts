import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Primitive } from './library.ts'

/** A kind that a committee made, or one of the product that it calls otherwise or does not use. */
export const kind = sqliteTable('kind', {
  id: text().primaryKey(),
  primitive: text().$type<Primitive>().notNull(),
  name: text().notNull(),
  hidden: integer({ mode: 'boolean' }).notNull().default(false),
  version: integer().notNull().default(1),
})
