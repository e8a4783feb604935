import { sql } from 'drizzle-orm'
import type { Holds } from '../core/house.ts'
import { MAIN_BOOK } from './books/books.ts'

const ORDER = { asc: sql.raw('asc'), desc: sql.raw('desc') }

/** What papers hold of a committee's structure: issuers with their suffix, terms with their numbers. */
export const holds: Holds = {
  issuer: (id) => sql`exists (select 1 from number_series where issuerId = ${id})`,
  term: (id, order) => [
    sql`select d.issuedOn as day, 'Văn bản số ' || d.notation as what from document d
      where d.termId = ${id} and d.issuedOn is not null order by d.issuedOn ${ORDER[order]}`,
    sql`select i.arrivedOn as day, 'Văn bản đến số ' || i.arrivalNo as what from incoming i
      where i.book = ${MAIN_BOOK} and i.period = ${id} order by i.arrivalNo ${ORDER[order]}`,
  ],
}
