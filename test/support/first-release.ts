import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { migrate } from '../../migrations/apply.ts'
import { tenant } from '../../migrations/all.ts'
import { newId } from '../../src/core/ids.ts'
import { makeFile } from '../../src/platform/file-database.ts'

/**
 * Lays a data folder as the first release left it: committees with databases at the first schema.
 * @param papers how many each holds: half of them issued, half of them in the book of arrivals, each with its entry in the log
 * @returns the ids of the committees, in order; each is also its handle
 */
export async function firstRelease(folder: string, committees: number, papers = 0): Promise<string[]> {
  const tenants = join(folder, 'tenants')
  await mkdir(tenants)
  const first = join(folder, 'first.db')
  const db = makeFile(first)
  const [schema] = tenant
  if (schema === undefined) throw new Error('no migrations')
  await db.batch(
    [
      'create table migration (id text primary key, at integer not null)',
      { sql: 'insert into migration values (?, 0)', args: [schema.id] },
      ...schema.statements,
      ...(papers === 0 ? [] : filledWith(papers / 2)),
    ],
    'write',
  )
  await db.execute('pragma wal_checkpoint(truncate)')
  db.close()
  const ids = Array.from({ length: committees }, newId)
  for (const id of ids) await copyFile(first, join(tenants, `${id}.db`))
  const control = makeFile(join(folder, 'control.db'))
  await migrate(control, 'control')
  await control.execute({
    sql: `insert into committee
      (id, handle, name, kind, suffix, place, sortKey, state, location, schemaVersion, createdBy, createdAt)
      select value, value, 'Đảng ủy xã', 'commune', 'ĐU', 'Nậm Sỏi', value, 'ready', value || '.db', 1, 'nobody', 0
      from json_each(?)`,
    args: [JSON.stringify(ids)],
  })
  control.close()
  makeFile(join(folder, 'exchange.db')).close()
  return ids.toSorted()
}

/** The first year of a commune, by SQL. */
const filledWith = (n: number): string[] => {
  const many = `with recursive many(i) as (select 1 union all select i + 1 from many where i < ${n})`
  const day = "date('2025-08-16', '+' || (i / 3) || ' days')"
  const at = `(1755302400000 + i * 28800000)`
  const subject = "'Về việc triển khai nhiệm vụ chuyển đổi số, cải cách hành chính số ' || i"
  return [
    `insert into document (id, state, typeId, issuerId, subject, authorId, authorName, createdAt, updatedAt, termId, series,
        number, notation, typeName, issuedOn, issuedAt, issuedBy, signerName, recipientText)
      ${many} select 'out-' || i, 'issued', 'cong-van', 'issuer', ${subject}, 'nobody', 'Văn thư', ${at}, ${at}, 'term',
        'cong-van', i, i || '-CV/ĐU', 'Công văn', ${day}, ${at}, 'Văn thư', 'Nguyễn Văn An', 'Như trên' from many`,
    `insert into incoming (id, deliveryId, book, period, arrivalNo, arrivedOn, arrivedAt, senderId, senderHandle, senderName,
        notation, typeName, issuedOn, subject, urgency, signer, acceptedBy)
      ${many} select 'in-' || i, 'sent-' || i, 'main', '2025', i, ${day}, ${at}, 's', 's', 'Tỉnh ủy Sơn Bình',
        i || '-CV/TU', 'Công văn', ${day}, ${subject}, 0, 'Trần Văn Bình', 'Văn thư' from many`,
    `insert into audit (id, at, actorId, actor, action, subjectKind, subjectId, subject)
      ${many} select 'act-' || i, ${at}, 'nobody', 'Văn thư', 'document.issue', 'document', 'out-' || i, ${subject} from many`,
  ]
}
