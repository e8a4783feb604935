import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { opinion, inForce, opened } from '../cases/support.ts'
import { memberId } from '../access/world.ts'
import { joinCommittee } from '../support/committee.ts'
import { openPlace } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import { tenantOf } from '../support/place.ts'
import type { Figure } from './run.ts'

const CASES = 100_000
/** Cases that came before, each of nine events, so that there are a million. */
const ENDED = 112_000
/** Cases run from end to end, and how many of them at once. */
const RUNS = 400
const AT_ONCE = 40

/** Running cases through the app's own door, in this process: no socket, the database a file. */
export async function* bench(): AsyncIterable<Figure> {
  const instance = await startInstance()
  const place = await openPlace(instance, 'Đảng ủy xã Đo Lường')
  const chief = await joinCommittee(instance, place.handle, { name: 'Lê Chi', roles: ['office_chief'] })
  const leader = await joinCommittee(instance, place.handle, { name: 'Phạm Dung', roles: ['leader'] })
  const me = await memberId(place, 'Lê Chi')
  const holders = ['lam', 'duyet'].map((role) => ({ role, kind: 'member' as const, targetId: me }))
  const office = { api: place.api, author: chief, approver: leader }
  const made = await inForce(office, '2026-03-02', opinion(), holders)

  const send = async (path: string, body?: object): Promise<any> => {
    const headers = { 'idempotency-key': randomUUID() }
    const answer = await chief.raw(body === undefined ? 'GET' : 'POST', `${place.api}/${path}`, headers, body)
    const said = await answer.json()
    if (answer.status > 201) throw new Error(JSON.stringify(said))
    return said
  }
  const begun: string[] = []
  for (let i = 0; i < RUNS; i++) begun.push(await opened(place.api, chief, made.id))
  const run = async (id: string): Promise<void> => {
    await send(`cases/${id}/steps`, { no: 1, outcome: 'chuyen', fields: { noi_dung: 'Việc' } })
    await send(`cases/${id}/steps`, { no: 2, outcome: 'trinh', fields: { ket_qua: 'Xong' } })
    await send(`cases/${id}/steps`, { no: 3, outcome: 'dong_y' })
  }
  await Promise.all(begun.slice(0, AT_ONCE).map(run))
  const rest = begun.slice(AT_ONCE)
  const [cpu, began] = [process.cpuUsage(), performance.now()]
  for (let i = 0; i < rest.length; i += AT_ONCE) await Promise.all(rest.slice(i, i + AT_ONCE).map(run))
  const [took, used] = [performance.now() - began, process.cpuUsage(cpu)]
  const transitions = rest.length * 3
  yield {
    name: 'process.transition_per_s',
    value: Math.round((transitions * 1000) / took),
    unit: `per s, in-process, ${AT_ONCE} at once`,
  }
  yield {
    name: 'process.transition_cpu_us',
    value: Math.round((used.user + used.system) / transitions),
    unit: 'us, in-process',
  }

  await multiply(instance, place.handle, made.id, me)
  const ask = (path: string) => async () => {
    if ((await send(path)).items.length === 0) throw new Error(path)
  }
  yield {
    name: 'process.board_ms_100k_cases',
    value: await median(ask(`cases?procedure=${made.id}&limit=40`)),
    unit: 'ms',
  }
  yield { name: 'process.my_work_ms_100k', value: await median(ask('case-work?limit=40')), unit: 'ms' }
  const figures = async () => {
    const { steps } = await send(`case-figures?procedure=${made.id}&month=2026-02`)
    if (steps[0].finished < 1000) throw new Error(JSON.stringify(steps))
  }
  yield { name: 'process.figures_ms_1m_events', value: await median(figures, 9), unit: 'ms' }
  await instance.stop()
}

/** Lays many cases beside one that was opened: alike, each with work that waits, and runs of steps over twelve months. */
async function multiply(
  instance: Awaited<ReturnType<typeof startInstance>>,
  handle: string,
  procedureId: string,
  me: string,
): Promise<void> {
  const tenant = await tenantOf(instance, handle)
  const rows = (most: number) =>
    sql`(with recursive n(i) as (select 1 union all select i + 1 from n where i < ${most}) select i from n)`
  const many = rows(CASES)
  await tenant.run(sql`insert into process_case (id, procedureId, versionId, code, title, unitId, starterId, status, seq,
      state, reading, standing, due, startedAt)
    select 'x' || i, procedureId, versionId, code, 'Hồ sơ ' || i, unitId, starterId, 'running', 1, '{}', '{}', 1,
      startedAt + i * 60000, startedAt - i * 300000
    from ${many} cross join (select * from process_case where procedureId = ${procedureId} limit 1)`)
  await tenant.run(sql`insert into case_work (memberId, due, caseId, no, kind, code, title, step, since)
    select ${me}, ${instance.clock.now} + i * 60000, 'x' || i, 2, 'step', 'QT', 'Hồ sơ ' || i, 'Tham mưu', ${instance.clock.now}
    from ${many}`)
  await tenant.run(sql`insert into case_span (caseId, no, procedureId, unit, versionId, step, attempt, "begin", "from", due,
      "end", ending, pauses, redated)
    select 'y' || i, no, ${procedureId}, '', versionId, step, 1, at, at, at + 90000000, at + 80000000 + (i % 20) * 1000000,
      'forward', '[]', '[]'
    from (select i, no, step, ${instance.clock.now} - i * 280000 as at, v.versionId from ${rows(ENDED)}
      cross join (select 0 as no, '' as step union all select 1, 'tiep_nhan' union all select 2, 'tham_muu')
      cross join (select versionId from process_case where procedureId = ${procedureId} limit 1) v)`)
  await tenant.run(sql`insert into case_tally (procedureId, month, step, unit, versionId, minutes, late, n)
    select procedureId, strftime('%Y-%m', ("end" + 25200000) / 1000, 'unixepoch'), step, unit, versionId,
      ("end" - "begin") / 100000 + caseSerial % 900, "end" > due, count(*)
    from (select *, cast(substr(caseId, 2) as integer) as caseSerial from case_span where caseId like 'y%')
    group by 1, 2, 3, 4, 5, 6, 7`)
  await tenant.run(sql`update case_span set ending = 'return', reasonCode = 'content'
    where no = 2 and caseId like 'y%' and cast(substr(caseId, 2) as integer) % 10 = 0`)
  await tenant.run(sql`analyze`)
}

/** The middle of some tries, in milliseconds. */
async function median(work: () => Promise<void>, tries = 41): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < tries; i++) {
    const began = performance.now()
    await work()
    times.push(performance.now() - began)
  }
  return Math.round(times.toSorted((a, b) => a - b)[tries >> 1]! * 100) / 100
}
