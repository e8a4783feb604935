import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import { removed } from '../core/seal.ts'
import type { Sealing } from '../core/seal.ts'
import type { Database } from '../platform/database.ts'
import type { FileFacts } from './schema.ts'
import { attachedFile } from './tables.ts'

/** The statements that keep files by the thing with this id; those that it has already stay as they are. */
export const attaching = (db: Database, id: string, files: readonly FileFacts[]): Statement[] =>
  files.length === 0
    ? []
    : [
        db.run(sql`insert or ignore into ${attachedFile} (ofId, sha256, name, type, size)
          select ${id}, value ->> 'sha256', value ->> 'name', value ->> 'type', value ->> 'size'
          from json_each(${JSON.stringify(files)})`),
      ]

/** All columns of a stored file, as they are kept while it is sealed. */
export const STORED =
  'sha256 name type size uploadedBy uploadedAt removingAt blocks remarks checkedAt trouble'.split(' ')

/**
 * What goes of things with these ids when they are sealed: the files they have, and their bytes where neither a paper nor
 * another thing has these too.
 * @param ids as SQL in brackets
 */
export const sealsAttached = (ids: SQL): Sealing[] => [
  removed(
    'file',
    sql`sha256 in (select f.sha256 from attached_file f where f.ofId in ${ids})
      and not exists (select 1 from attached_file o where o.sha256 = file.sha256 and o.ofId not in ${ids})
      and not exists (select 1 from document_file d where d.sha256 = file.sha256)
      and not exists (select 1 from document_version_file v where v.sha256 = file.sha256)
      and not exists (select 1 from incoming_file i where i.sha256 = file.sha256)`,
    STORED,
  ),
  removed('attached_file', sql`ofId in ${ids}`, ['ofId', 'sha256', 'name', 'type', 'size']),
]
