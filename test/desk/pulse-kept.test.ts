import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { house } from '../../src/app.ts'
import type { Context } from '../../src/core/context.ts'
import type { Count } from '../../src/core/part.ts'
import { askedBy } from '../../src/core/query.ts'
import { connect, noTrips } from '../../src/platform/database.ts'
import { openFile } from '../../src/platform/file-database.ts'
import type { OpenDatabase } from '../../src/platform/database.ts'
import { joinCommittee } from '../support/committee.ts'
import { issue, openPlace, openProvince } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'

/** What an open desk asks is answered from memory while nothing is written; what must not be answered so is held here. */
let instance: Instance
let province: Place
let commune: Place
let colleague: Caller
/** Another process at the same files. */
let others: { control: OpenDatabase; tenant: OpenDatabase; exchange: OpenDatabase }
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  colleague = await joinCommittee(instance, commune.handle, { name: 'Vàng Thị Mai', roles: ['clerk'] })
  const folder = instance.platform.env.DATA_DIR
  const { rows } = await instance.platform.control.execute({
    sql: 'select location from committee where handle = ?',
    args: [commune.handle],
  })
  others = {
    control: openFile(join(folder, 'control.db')),
    exchange: openFile(join(folder, 'exchange.db')),
    tenant: openFile(join(folder, 'tenants', rows[0]?.location as string)),
  }
})
afterAll(async () => {
  for (const one of Object.values(others)) one.close()
  await instance.stop()
})

const ask = (caller: Caller, tag?: string) =>
  caller.get(`${commune.api}/pulse`, tag === undefined ? {} : { 'if-none-match': tag })
/** Asked twice, so that the second is answered from what the first left. */
const known = async (caller: Caller): Promise<string> => {
  const first = await ask(caller)
  expect(first.status).toBe(200)
  const tag = first.headers.get('etag')!
  expect((await ask(caller, tag)).status).toBe(304)
  return tag
}

test('what another process writes, to any of the databases, is told at the next asking', async () => {
  const tag = await known(colleague)
  await issue(province, [commune])
  const next = await known(colleague)
  expect(next).not.toBe(tag)
  await others.exchange.execute(
    "update delivery set remindedAt = 5 where status = '01' and remindedAt is null",
  )
  const reminded = await ask(colleague, next)
  expect(reminded.status).toBe(200)
  await others.exchange.execute("delete from delivery where status = '01'")
  expect((await ask(colleague, reminded.headers.get('etag')!)).body.counts.arrivals).toBe(0)
})

test('a role that was taken away, a member who left and a session that was ended are refused at once', async () => {
  const of = "(select id from member where name = 'Vàng Thị Mai')"
  const tag = await known(colleague)
  await others.tenant.execute(`update member set leftAt = 1 where id in ${of}`)
  expect((await ask(colleague, tag)).status).toBe(404)
  await others.tenant.execute('update member set leftAt = null')
  await known(colleague)
  await others.tenant.execute(`delete from member_role where memberId in ${of}`)
  expect((await ask(colleague, tag)).status).toBe(403)
  await others.control.execute('update membership set active = 0')
  expect((await ask(commune.clerk)).status).toBe(404)
  await others.control.execute('update membership set active = 1')
  await known(commune.clerk)
  await others.control.execute('delete from session where userId in (select userId from membership)')
  expect((await ask(commune.clerk)).status).toBe(401)
})

test('what waits is asked by the day and never by the hour, so that a day’s answer may be kept', async () => {
  const db = connect(instance.platform.control, 'control', noTrips())
  const at = (time: string) =>
    ({
      tenant: db,
      exchange: db,
      control: db,
      asking: { n: 0, latest: null },
      person: { id: 'p', name: '', email: '' },
      committee: { id: 'c' },
      clock: () => Date.parse(`2026-03-02T${time}+07:00`),
    }) as unknown as Context
  const [pulses, counts] = [house.parts.pulse, house.parts.counts]
  expect(pulses.length).toBeGreaterThan(5)
  const parts = (await Promise.all([...pulses, ...counts].map((load) => load()))) as Count[]
  const asked = (ctx: Context) =>
    parts.flatMap((one) =>
      ([one.tenant, one.exchange, one.control] as const).flatMap((side) =>
        Object.values(side?.(ctx, undefined) ?? {}).map(askedBy),
      ),
    )
  const morning = asked(at('00:00:01'))
  expect(morning).not.toContain(undefined)
  expect(asked(at('23:59:58'))).toEqual(morning)
  expect(asked(at('24:00:00'))).not.toEqual(morning)
})
