import * as jobs from '../src/core/job-tables.ts'
import * as outside from '../src/core/outside-tables.ts'
import * as replay from '../src/core/replay-tables.ts'
import * as core from '../src/core/tables.ts'
import * as directory from '../src/directory/tables.ts'
import * as documents from '../src/documents/tables.ts'
import * as exchange from '../src/exchange/tables.ts'
import * as files from '../src/files/tables.ts'
import * as identity from '../src/identity/tables.ts'
import * as organisation from '../src/organisation/tables.ts'

/** The tables of each kind of database. */
export const TABLES = {
  control: { ...identity, ...directory, ...replay, ...jobs },
  exchange: { ...exchange, ...outside },
  tenant: { ...core, ...replay, ...organisation, ...documents, ...files },
}
