import { plan } from './plans.ts'
import type { Ran } from './plans.ts'

/** Columns under one value of which stand all papers, all sendings or all cases of an old committee. */
const CROWDED =
  'state|kind|status|book|period|senderId|recipientId|committeeId|typeId|issuerId|termId|series|unitId|year|role|active'
const FOUND_BY_CROWD = new RegExp(
  `^SEARCH (\\w+) USING (?:COVERING )?INDEX \\w+ \\((?:${CROWDED})=\\?(?: AND (?:${CROWDED})=\\?)*\\)`,
)
/** Columns by which a few rows are found, whatever the age. */
const KEYS = 'id|copyOfId|documentId|consignmentId|deliveryId|caseId|taskId|targetId|subjectId|incomingId'

/** What is found so after all, and why that does not grow. */
const ALLOWED: readonly [reason: string, test: (line: string, sql: string) => boolean][] = [
  ['people and their roles: as many as work there', (line) => /INDEX member_(unit|role_role) /.test(line)],
  [
    'what nobody took yet, oldest sending first, ended by the page',
    (line, sql) =>
      line.includes('INDEX delivery_open') && /order by "delivery"\."arrivedAt".* limit \?/.test(sql),
  ],
  ['incidents: a handful in the life of a committee', (line) => line.includes('INDEX spill_state ')],
  ['what a unit has open and nobody in it does yet', (line) => line.includes('INDEX task_unnamed ')],
]

/** The first of every statement, by its text. */
export function firsts(): { push(one: Ran): void; all(): Ran[] } {
  const known = new Map<string, Ran>()
  return {
    push: (one) => void (known.has(one.sql) || known.set(one.sql, one)),
    all: () => [...known.values()],
  }
}

/**
 * Statements whose rows a key names and that are looked for among all of their state, type or sender instead: in a
 * young committee nobody notices, in one with a million papers each takes seconds. SQLite, which knows no figures of
 * these tables, takes the wrong index of two with nothing said; no plan of it is a scan.
 */
export async function aged(ran: readonly Ran[]): Promise<string[]> {
  const bad: string[] = []
  for (const one of ran) {
    if (!/^\s*(select|with|insert|update|delete)/i.test(one.sql)) continue
    // A test may have taken the file away.
    const lines = await plan(one).catch(() => [])
    for (const line of lines) {
      const alias = FOUND_BY_CROWD.exec(line)?.[1]
      if (alias === undefined || ALLOWED.some(([, test]) => test(line, one.sql))) continue
      if (new RegExp(`\\b${alias}"?\\."?(${KEYS})"? (=|in) `).test(one.sql)) bad.push(`${line} :: ${one.sql}`)
    }
  }
  return bad
}
