import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { wake } from '../src/core/control-tables.ts'
import type { Job } from '../src/core/domain.ts'
import { intent } from '../src/core/exchange-tables.ts'
import { replay } from '../src/core/replay-tables.ts'
import { crossing } from '../src/core/tables.ts'
import { wakeAt } from '../src/core/wake.ts'
import { committee } from '../src/entrance/control-tables.ts'
import { file } from '../src/files/tables.ts'
import { JOBS, runJobs } from '../src/jobs.ts'
import { connect, noTrips } from '../src/platform/database.ts'
import { anyCommittee, signUpCommittee, signUpPerson } from './support/committee.ts'
import { draft, openPlace, openProvince, pdf, waitingAt } from './support/exchange.ts'
import { hashOf } from './support/files.ts'
import { startInstance } from './support/instance.ts'
import type { Instance } from './support/instance.ts'
import { tenantOf } from './support/place.ts'
import { withFaults } from './support/faults.ts'
import type { Plan } from './support/faults.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const plan: Plan = { calls: 0, log: [] }
let instance: Instance
beforeAll(async () => {
  instance = await startInstance((platform) => withFaults(platform, plan))
})
afterAll(() => instance.stop())
afterEach(() => {
  instance.logs.length = 0
})

const failed = () => instance.logs.filter(({ event }) => event.endsWith('.failed'))

describe('turns', () => {
  const counting = (name: string, every: number, work = () => Promise.resolve({ done: 1 })) => {
    const seen: string[] = []
    const counted: Job = {
      name,
      every,
      run: (_, __, cursor) => {
        seen.push(cursor)
        return work()
      },
    }
    return { job: counted, seen }
  }

  test('come again after a clock that was ahead is right, and not while two machines differ by a little', async () => {
    const { job, seen } = counting('ahead', MINUTE)
    const jobs = [job]
    instance.clock.now += 365 * DAY
    await runJobs(instance.platform, jobs)
    instance.clock.now -= 365 * DAY
    await runJobs(instance.platform, jobs)
    expect(seen).toHaveLength(2)
    instance.clock.now -= 2 * MINUTE
    await runJobs(instance.platform, jobs)
    expect(seen).toHaveLength(2)
    instance.clock.now += 2 * MINUTE
  })

  test('come when they are due, once over all hosts', async () => {
    const { job, seen } = counting('due', 5 * MINUTE)
    await Promise.all([runJobs(instance.platform, [job]), runJobs(instance.platform, [job])])
    expect(seen).toHaveLength(1)
    instance.clock.now += 5 * MINUTE - 1
    await runJobs(instance.platform, [job])
    expect(seen).toHaveLength(1)
    instance.clock.now += 1
    await runJobs(instance.platform, [job])
    expect(seen).toHaveLength(2)
  })

  test('go on where the last one stopped', async () => {
    let turn = 0
    const { job, seen } = counting('cursor', MINUTE, () =>
      Promise.resolve({ done: 0, cursor: `after ${++turn}` }),
    )
    for (let i = 0; i < 3; i++) {
      await runJobs(instance.platform, [job])
      instance.clock.now += MINUTE
    }
    expect(seen).toEqual(['', 'after 1', 'after 2'])
  })

  test('that fail are logged without their message and do not stop the others', async () => {
    const bad = counting('bad', MINUTE, () => Promise.reject(new TypeError('số điện thoại của ai đó')))
    const good = counting('good', MINUTE)
    await runJobs(instance.platform, [bad.job, good.job])
    expect(good.seen).toHaveLength(1)
    expect(failed()).toEqual([{ event: 'job.failed', facts: { name: 'bad', error: 'TypeError' } }])
  })

  test('have names of their own', () => {
    expect(new Set(JOBS.map(({ name }) => name)).size).toBe(JOBS.length)
  })
})

describe('crossings', () => {
  test('left half-way are settled, and one that cannot be does not hold up the rest', async () => {
    const province = await openProvince(instance)
    const commune = await openPlace(instance, 'Đảng ủy xã Nậm Sỏi')
    const exchange = connect(instance.platform.exchange, 'exchange', noTrips())
    const at = instance.clock.now
    await exchange.insert(intent).values({ id: '0', committeeId: 'nobody', kind: 'consign', at })
    const issue = async (fault: Partial<Plan>) => {
      const { id, version } = await draft(province, [commune])
      Object.assign(plan, { calls: 0, log: [] }, fault)
      const answer = await province.clerk.post(`${province.api}/documents/${id}/issue`, { version })
      expect(answer.status).toBe(200)
      plan.at = undefined
    }
    await issue({})
    expect(plan.log.at(-1)).toBe('exchange')
    await issue({ at: plan.calls, how: 'before' })
    expect(await waitingAt(commune)).toHaveLength(1)

    instance.clock.now += 10 * MINUTE
    await runJobs(instance.platform)
    expect(await waitingAt(commune)).toHaveLength(2)
    expect(failed()).toEqual([{ event: 'job.failed', facts: { name: 'crossings', error: 'AggregateError' } }])
    await exchange.delete(intent)
  })
})

describe('many crossings that cannot be settled', () => {
  const exchange = () => connect(instance.platform.exchange, 'exchange', noTrips())

  test('do not starve one that came after them, and a silent database is asked once', async () => {
    const province = await openProvince(instance, 'Tỉnh ủy Sơn Lâm')
    const commune = await openPlace(instance, 'Đảng ủy xã Pù Nhi')
    const at = instance.clock.now
    const ids = Array.from({ length: 250 }, (_, i) => `stuck-${i}`)
    for (const id of ids)
      await exchange().insert(intent).values({ id, committeeId: 'nobody', kind: 'consign', at })
    const { id, version } = await draft(province, [commune])
    Object.assign(plan, { calls: 0, log: [], at: 4, how: 'before' })
    const answer = await province.clerk.post(`${province.api}/documents/${id}/issue`, { version })
    plan.at = undefined
    expect([answer.status, await waitingAt(commune)]).toEqual([200, []])

    instance.clock.now += 10 * MINUTE
    Object.assign(plan, { calls: 0, log: [] })
    await runJobs(instance.platform, JOBS.slice(0, 1))
    expect(await waitingAt(commune)).toHaveLength(1)
    expect(await exchange().select().from(intent)).toHaveLength(ids.length)
    expect(plan.log.length).toBeLessThan(20)
    await exchange().delete(intent)
  })
})

describe('sign-ups left half-way', () => {
  const signUps = JOBS.find(({ name }) => name === 'provisioning')!

  test('are brought to their end after a quarter of an hour', async () => {
    const founder = await signUpPerson(instance, 'Nguyễn Thị Hoa')
    const made = await founder.post('/api/committees', { ...anyCommittee, name: 'Đảng ủy xã Bỏ Dở' })
    const { handle } = made.body as unknown as { handle: string }
    await founder.post(`/api/committees/${handle}/provisioning`)
    const state = async () =>
      (await founder.get(`/api/me`)).body.committees.map((one: { state: string }) => one.state)
    instance.clock.now += 14 * MINUTE
    await runJobs(instance.platform)
    expect(await state()).toEqual(['provisioning'])
    instance.clock.now += 10 * MINUTE
    await runJobs(instance.platform)
    expect(await state()).toEqual(['ready'])
    expect((await founder.get(`/api/c/${handle}/desk`)).status).toBe(200)
    expect(failed()).toEqual([])
  })

  test('that can never end do not starve one that came after them', async () => {
    const founder = await signUpPerson(instance, 'Nguyễn Thị Hoa')
    for (let i = 0; i <= 20; i++) {
      await founder.post('/api/committees', { ...anyCommittee, name: `Đảng ủy xã Kẹt ${i}` })
      instance.clock.now += 1
    }
    const { tenants } = instance.platform
    const create = (id: string, tried: string[]) =>
      tried.push(id) <= 20 ? Promise.reject(new Error('no space')) : tenants.create(id)
    const tried: string[] = []
    const full = { ...instance.platform, tenants: { ...tenants, create: (id: string) => create(id, tried) } }
    for (let turn = 0; turn < 2; turn++) {
      instance.clock.now += 20 * MINUTE
      await runJobs(full, [signUps])
    }
    const states = (await founder.get('/api/me')).body.committees.map((one: { state: string }) => one.state)
    expect(states.filter((one: string) => one === 'ready')).toHaveLength(1)
    expect(new Set(tried).size).toBe(21)
    await runJobs(instance.platform, [{ ...signUps, name: 'clean up' }])
    await runJobs(instance.platform, [{ ...signUps, name: 'clean up again' }])
  })
})

describe('committees are woken', () => {
  const wakes = JOBS.find(({ name }) => name === 'wakes')!

  test('and tidied up: old answers and files nobody named go, the rest stays', async () => {
    const clerk = await signUpPerson(instance, 'Trần Văn Bình')
    const handles: string[] = []
    for (let i = 0; i < 3; i++) handles.push(await signUpCommittee(clerk, { name: `Đảng ủy xã Quét ${i}` }))
    for (const handle of handles) {
      const bytes = pdf(handle)
      const headers = { 'content-length': String(bytes.length) }
      expect(
        (await clerk.put(`/api/c/${handle}/files/${hashOf(bytes)}?name=a.pdf`, bytes, headers)).status,
      ).toBe(201)
      const kept = await clerk.post(
        `/api/c/${handle}/units`,
        { name: 'Văn phòng' },
        { 'idempotency-key': `unit-${handle}` },
      )
      expect(kept.status).toBe(201)
    }
    const left = async () => {
      const counts = []
      for (const handle of handles) {
        const tenant = await tenantOf(instance, handle)
        counts.push([await tenant.$count(file), await tenant.$count(replay)])
      }
      return counts
    }
    expect(await left()).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ])
    instance.clock.now += 8 * DAY
    await runJobs(instance.platform)
    expect(await left()).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ])
    expect(failed()).toEqual([])
  })

  test('forgets crossings that were settled long ago, and none that still has to be settled', async () => {
    const exchange = connect(instance.platform.exchange, 'exchange', noTrips())
    const control = connect(instance.platform.control, 'control', noTrips())
    const [found] = await control.select().from(committee).where(eq(committee.state, 'ready')).limit(1)
    const tenant = await tenantOf(instance, found!.handle)
    const at = instance.clock.now
    // Of a kind that recovery does not know, so that it stays as it is.
    const left = { id: 'left', kind: 'unknown', at }
    await exchange.insert(intent).values({ ...left, committeeId: found!.id })
    await tenant.insert(crossing).values([
      { ...left, effect: '{}' },
      { ...left, id: 'settled', effect: '{}' },
    ])
    const sweep = async () => {
      await wakeAt(control, found!.id, instance.clock.now)
      instance.clock.now += MINUTE
      await runJobs(instance.platform, [wakes])
      return (await tenant.select().from(crossing)).map(({ id }) => id).filter((id) => !id.includes('-'))
    }
    instance.clock.now += 6 * DAY
    expect(await sweep()).toEqual(['left', 'settled'])
    instance.clock.now += 2 * DAY
    expect(await sweep()).toEqual(['left'])
    await exchange.delete(intent).where(eq(intent.id, 'left'))
    expect(await sweep()).toEqual([])
  })

  test('some a turn, each once, whatever is wrong with them; those that failed again later', async () => {
    const control = connect(instance.platform.control, 'control', noTrips())
    await control.delete(wake)
    const ids = Array.from({ length: 190 }, (_, i) => `broken-${String(i).padStart(3, '0')}`)
    const rest = { kind: 'commune', suffix: 'ĐU', place: 'x', sortKey: '', createdBy: 'x', createdAt: 0 }
    await control
      .insert(committee)
      .values(ids.map((id) => ({ id, handle: id, name: id, state: 'ready' as const, ...rest })))
    for (const [i, id] of ids.entries()) await wakeAt(control, id, instance.clock.now - i)
    for (let turn = 0; turn < 2; turn++) {
      instance.clock.now += MINUTE
      await runJobs(instance.platform, [wakes])
    }
    const woken = failed().map(({ facts }) => facts.committee as string)
    expect(woken.toSorted()).toEqual(ids)
    instance.logs.length = 0
    await runJobs(instance.platform, [wakes])
    expect(failed()).toEqual([])
    instance.clock.now += 15 * MINUTE
    await runJobs(instance.platform, [wakes])
    expect(failed()).toHaveLength(100)
    await control.delete(wake)
  })

  test('not at all where nobody works, and within a day of somebody coming in', async () => {
    const control = connect(instance.platform.control, 'control', noTrips())
    const clerk = await signUpPerson(instance, 'Vàng Thị Mỷ')
    const handle = await signUpCommittee(clerk, { name: 'Đảng ủy xã Ngủ Yên' })
    await clerk.get(`/api/c/${handle}/desk`)
    const due = async () => (await control.select().from(wake)).map(({ at }) => at - instance.clock.now)
    await expect.poll(due).toHaveLength(1)
    expect((await due())[0]).toBeLessThanOrEqual(DAY + MINUTE)
    await clerk.get(`/api/c/${handle}/desk`)
    instance.clock.now += 2 * DAY
    await runJobs(instance.platform, [wakes])
    expect(await due()).toEqual([])
  })

  test('never too late: of a timer set while a committee is being woken nothing is lost', async () => {
    const control = connect(instance.platform.control, 'control', noTrips())
    const clerk = await signUpPerson(instance, 'Giàng A Páo')
    const handle = await signUpCommittee(clerk, { name: 'Đảng ủy xã Hẹn Giờ' })
    const [found] = await control.select().from(committee).where(eq(committee.handle, handle))
    await wakeAt(control, found!.id, instance.clock.now)
    const { tenants } = instance.platform
    const open = async (location: string) => {
      await wakeAt(control, found!.id, instance.clock.now + 3 * DAY)
      return tenants.open(location)
    }
    instance.clock.now += MINUTE
    await runJobs({ ...instance.platform, tenants: { ...tenants, open } }, [wakes])
    const left = (await control.select().from(wake)).filter((one) => one.committeeId === found!.id)
    expect(left.map(({ at }) => Math.round((at - instance.clock.now) / DAY))).toEqual([3])
  })
})
