import type { Connection } from '../../src/platform/database.ts'

/** How many papers out and as many in, under which term and by which issuer. */
export type Filling = { papers: number; term: string; issuer: string }

const FIRST_OUT = Date.parse('2025-08-20T01:00:00Z')
const LAST_OUT = Date.parse('2026-03-01T01:00:00Z')
const FIRST_IN = Date.parse('2025-01-02T01:00:00Z')
const LAST_IN = Date.parse('2025-12-31T01:00:00Z')
const CHUNK = 50_000

/** Words as papers have them: one that all share, one of a hundred, one of a thousand, a number. */
const SUBJECT = `'Về việc triển khai kế hoạch ' || (i % 100) || ' tại xã ' || (i % 1000)`
const FOLDED = `'ve viec trien khai ke hoach ' || (i % 100) || ' tai xa ' || (i % 1000)`
/** Most papers that came are done and kept; of the last ones some wait for somebody. */
const INCOMING_STATE = `case when i % 20 = 0 then 'routing' when i % 20 = 1 then 'directing' else 'kept' end`
/** As the second rows of `documents/found.ts` have them. */
const ENDED = `'ve0 viec0 trien0 khai0 ke0 hoach0 tai0 xa0 về0 việc0 triển0 kế0 hoạch0 tại0 xã0'`
const DAY = (at: string) => `date(${at} / 1000 + 25200, 'unixepoch')`
const PLACE = (at: string, low: string) => `${at} / 1000 * 1073741824 + ${low}`
const many = (from: number, to: number) =>
  `with recursive many(i) as (select ${from} union all select i + 1 from many where i < ${to})`

/**
 * Fills a committee by SQL with papers of several years' worth: issued ones, every tenth again as a draft, and as many
 * that came in 2025; each found by search as if written through the front door.
 */
export async function fill(client: Connection, { papers, term, issuer }: Filling): Promise<void> {
  const out = Math.max(1, Math.floor((LAST_OUT - FIRST_OUT) / papers))
  const came = Math.max(1, Math.floor((LAST_IN - FIRST_IN) / papers))
  for (let from = 1; from <= papers; from += CHUNK) {
    const rows = many(from, Math.min(papers, from + CHUNK - 1))
    const at = `(${FIRST_OUT} + i * ${out})`
    const arrived = `(${FIRST_IN} + i * ${came})`
    const type = `case when i % 2 then 'chi-thi' else 'ke-hoach' end`
    const draftType = `case when i % 20 then 'chi-thi' else 'ke-hoach' end`
    const [row, draft, inRow] = ['100000 + i', '50000000 + i', '100000 + i']
    await client.batch(
      [
        `insert into document (rowid, id, state, typeId, issuerId, subject, authorId, authorName, createdAt, updatedAt,
          termId, series, number, notation, typeName, issuedOn, issuedAt, issuedBy, signerName, recipientText, decidingBody)
          ${rows} select ${row}, 'out-' || i, 'issued', ${type}, '${issuer}', ${SUBJECT}, 'nobody', 'Văn thư', ${at}, ${at},
          '${term}', 'filled', i, i || '-CT/TU', 'Chỉ thị', ${DAY(at)}, ${at}, 'Văn thư', 'Nguyễn Văn An', 'Như trên',
          case when i % 7 then 'standing_board' else 'executive' end from many`,
        `insert into document (rowid, id, state, typeId, issuerId, subject, authorId, authorName, createdAt, updatedAt)
          ${rows} select ${draft}, 'draft-' || i, 'draft', ${draftType}, '${issuer}', ${SUBJECT}, 'nobody', 'Văn thư', ${at}, ${at}
          from many where i % 10 = 0`,
        `insert into incoming (rowid, id, book, period, arrivalNo, arrivedOn, arrivedAt, senderId, senderHandle, senderName,
          notation, typeName, issuedOn, subject, urgency, signer, acceptedBy, deliveryId, state)
          ${rows} select ${inRow}, 'in-' || i, 'main', '2025', i, ${DAY(arrived)}, ${arrived}, 's', 's', 'Huyện ủy Mù Cang Chải',
          i || '-CV/HU', 'Công văn', ${DAY(arrived)}, ${SUBJECT}, 0, 'Trần Văn Bình', 'Văn thư', 'd-' || i, ${INCOMING_STATE} from many`,
        `insert into found (rowid, marks, words) ${rows} select ${PLACE(at, `(${row}) * 2`)},
          'ko s' || replace('${issuer}', '-', '') || ' t' || replace(${type}, '-', '') || ' n' || i || 'cttu',
          ${FOLDED} || ' nguyen van an chi thi ct ' || ${SUBJECT} || ' ' || i from many`,
        `insert into found (rowid, marks, words) ${rows} select ${PLACE(at, `(${draft}) * 2`)},
          'kd anobody t' || replace(${draftType}, '-', ''), ${FOLDED} || ' ' || ${SUBJECT} from many where i % 10 = 0`,
        `insert into found (rowid, marks, words) ${rows} select ${PLACE(arrived, `(${inRow}) * 2 + 1`)},
          'ki p2025 n' || i || 'cvhu', ${FOLDED} || ' huyen uy mu cang chai cong van ' || ${SUBJECT} || ' ' || i from many`,
        `insert into found (rowid, marks, words) ${rows} select -(${PLACE(at, `(${row}) * 2`)}), '', ${ENDED}
          || ' nguyen0 van0 an0 chi0 thi0 ct0' from many where (${row}) % 64 = 0`,
        `insert into found (rowid, marks, words) ${rows} select -(${PLACE(arrived, `(${inRow}) * 2 + 1`)}), '', ${ENDED}
          || ' huyen0 uy0 mu0 cang0 chai0 cong0 van0' from many where (${inRow}) % 64 = 0`,
      ],
      'write',
    )
  }
}

/** How many tasks, whose some of them are, and the instant around which those that are open have their days. */
export type FillingTasks = { tasks: number; member: string; unit: string; now: number }

/**
 * Fills a committee by SQL with the tasks of its papers: one of five is open, one of a thousand the member's, one of ten
 * the unit's; days of the open ones lie up to fifty before and after now.
 */
export async function fillTasks(
  client: Connection,
  { tasks, member, unit, now }: FillingTasks,
): Promise<void> {
  for (let from = 1; from <= tasks; from += CHUNK) {
    const rows = many(from, Math.min(tasks, from + CHUNK - 1))
    const due = DAY(`(${now} + (i % 100 - 50) * 86400000)`)
    const person = `iif(i % 1000 < 2, '${member}', 'p' || (i % 300))`
    const state = `case when i % 5 then 'done' when i % 25 = 5 then 'assigned' when i % 25 = 10 then 'reported' else 'doing' end`
    await client.batch(
      [
        `insert into task (id, source, sourceId, sourceName, title, product, ownerKind, ownerName, unitId, personId, personName,
          giverId, giverName, startOn, firstDueOn, dueOn, pressesOn, state, reportedAt, createdAt, movedAt)
          ${rows} select 'task-' || i, 'incoming', 'in-' || i, i || '-CV/HU', ${SUBJECT}, 'Báo cáo', 'unit', 'Văn phòng',
          iif(i % 10 = 0, '${unit}', 'u' || (i % 20)), ${person}, 'Nguyễn Văn An', iif(i % 1000 = 15, '${member}', 'p' || (i % 30)),
          'Lò Văn Bí', '2026-01-05', ${due}, ${due}, ${due}, ${state}, iif(i % 5 or i % 25 = 10, ${now} - i, null),
          ${now} - 86400000 * 60, ${now} - i from many`,
      ],
      'write',
    )
  }
}

/** When the paper in the middle was issued (ms UTC), and its row. */
export const midway = (papers: number): [number, number] => {
  const i = Math.floor(papers / 2)
  return [FIRST_OUT + i * Math.max(1, Math.floor((LAST_OUT - FIRST_OUT) / papers)), 100_000 + i]
}
