import { sql } from 'drizzle-orm'
import { dayAt } from '../../src/core/dates.ts'
import { opinion, inForce, opened } from '../cases/support.ts'
import { memberId } from '../access/world.ts'
import { joinCommittee } from '../support/committee.ts'
import { openPlace, openStranger } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import { invited } from '../support/journey.ts'
import { tenantOf } from '../support/place.ts'
import { startHost } from './host.ts'
import type { Asked } from './host.ts'
import type { Figure } from './run.ts'

const CASES = 100_000
/** Cases that came before, each of nine events, so that there are a million. */
const ENDED = 112_000
/** Cases that are run from end to end in a round of the load, and what is done with each of them. */
const CASES_A_ROUND = 300
const STEPS = [
  { no: 1, outcome: 'chuyen', fields: { noi_dung: 'Việc' } },
  { no: 2, outcome: 'trinh', fields: { ket_qua: 'Xong' } },
  { no: 3, outcome: 'dong_y' },
]

/** Running cases: transitions over HTTP, from a server of its own; what is read of many of them in this process. */
export async function* bench(): AsyncIterable<Figure> {
  yield* transitions()
  yield* readings()
}

/** Every step of many cases from end to end, eight clients at a time; each has its case, so that nobody waits for another. */
async function* transitions(): AsyncIterable<Figure> {
  const host = await startHost()
  try {
    const place = await openStranger(host, 'Đảng ủy xã Đo Lường')
    const { api } = place
    const [author, approver] = [
      await invited(host, place, 'Lê Chi', ['office_chief']),
      await invited(host, place, 'Phạm Dung', ['leader']),
    ]
    const targetId = await memberId(place, 'Lê Chi')
    const holders = ['lam', 'duyet'].map((role) => ({ role, kind: 'member' as const, targetId }))
    const office = { api, author: author.caller, approver: approver.caller }
    const { id } = await inForce(office, dayAt(Date.now()), opinion(), holders)
    const cases: string[] = []
    for (let i = 0; i < CASES_A_ROUND * 3; i++) cases.push(await opened(api, office.author, id))
    const { perSecond, cpuUs } = await host.load(office.author, (round) => {
      const own = cases.slice(round * CASES_A_ROUND, (round + 1) * CASES_A_ROUND)
      // Step after step over all of them: by the time a case is met again, what it was asked before is answered.
      return STEPS.flatMap((body) =>
        own.map((one): Asked => ({ method: 'POST', path: `${api}/cases/${one}/steps`, body })),
      )
    })
    yield { name: 'process.transition_per_s', value: perSecond, unit: 'per s over HTTP, 8 at a time' }
    yield { name: 'process.transition_cpu_us', value: cpuUs, unit: 'µs of the server over HTTP' }
  } finally {
    await host.stop()
  }
}

async function* readings(): AsyncIterable<Figure> {
  const instance = await startInstance()
  const place = await openPlace(instance, 'Đảng ủy xã Đo Lường')
  const chief = await joinCommittee(instance, place.handle, { name: 'Lê Chi', roles: ['office_chief'] })
  const leader = await joinCommittee(instance, place.handle, { name: 'Phạm Dung', roles: ['leader'] })
  const me = await memberId(place, 'Lê Chi')
  const holders = ['lam', 'duyet'].map((role) => ({ role, kind: 'member' as const, targetId: me }))
  const office = { api: place.api, author: chief, approver: leader }
  const made = await inForce(office, '2026-03-02', opinion(), holders)

  const send = async (path: string): Promise<any> => {
    const answer = await chief.raw('GET', `${place.api}/${path}`)
    const said = await answer.json()
    if (answer.status > 200) throw new Error(JSON.stringify(said))
    return said
  }
  await opened(place.api, chief, made.id)
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
