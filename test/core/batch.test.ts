import { and, count, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissions } from '../../src/core/access.ts'
import { commit, expectOne, look, takenMeanwhile } from '../../src/core/batch.ts'
import type { Context, Once } from '../../src/core/context.ts'
import { decided } from '../../src/core/decided.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../src/core/errors.ts'
import { newId } from '../../src/core/ids.ts'
import { Replayed } from '../../src/core/replay.ts'
import { replay } from '../../src/core/replay-tables.ts'
import { audit, member, memberRole } from '../../src/core/tables.ts'
import { unit } from '../../src/organisation/tables.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { emptyPlace } from '../support/place.ts'

let instance: Instance
let place: Awaited<ReturnType<typeof emptyPlace>>
beforeAll(async () => {
  instance = await startInstance()
  place = await emptyPlace(instance, 'nam-soi')
  await place.addMember('admin', ['admin'])
})
afterAll(() => instance.stop())

/** The smallest verb that writes: what every verb of the program does, on one table. */
async function openUnit(ctx: Context, name: string, between?: () => Promise<void>) {
  const { me } = await look(ctx, {})
  await between?.()
  const id = newId()
  const act = { action: 'unit.create', subject: { kind: 'unit', id, name }, after: { name } }
  return commit(ctx, me, act, [ctx.tenant.insert(unit).values({ id, name })], { id })
}

/** Renames a unit that must still be at the version read. */
async function rename(ctx: Context, id: string, version: number, name: string) {
  const { me } = await look(ctx, {})
  const other = newId()
  const act = { action: 'unit.update', subject: { kind: 'unit', id, name }, after: { name } }
  const statements = [
    ctx.tenant.insert(unit).values({ id: other, name: 'ghi trước chốt' }),
    ctx.tenant
      .update(unit)
      .set({ name, version: version + 1 })
      .where(and(eq(unit.id, id), eq(unit.version, version))),
    expectOne(ctx.tenant),
    ctx.tenant.insert(unit).values({ id: newId(), name: 'ghi sau chốt' }),
  ]
  return commit(ctx, me, act, statements, { id })
}

const once = (hash = 'hash of the body'): Once => ({ key: newId(), hash })

async function written() {
  const { tenant } = place.contextOf('admin')
  const [units, audits, replays] = await tenant.batch([
    tenant.select({ n: count() }).from(unit),
    tenant.select({ n: count() }).from(audit),
    tenant.select({ n: count() }).from(replay),
  ])
  return { units: units[0]?.n ?? 0, audits: audits[0]?.n ?? 0, replays: replays[0]?.n ?? 0 }
}

describe('a write', () => {
  test('leaves its audit row and its answer in the same batch, in two trips altogether', async () => {
    const ctx = place.contextOf('admin', once())
    const before = await written()
    const { id } = await openUnit(ctx, 'Văn phòng Đảng ủy')
    expect(ctx.trips).toEqual({ control: 0, exchange: 0, tenant: 2 })
    const after = await written()
    expect(after).toEqual({
      units: before.units + 1,
      audits: before.audits + 1,
      replays: before.replays + 1,
    })
    const [row] = await ctx.tenant.select().from(audit).where(eq(audit.subjectId, id))
    expect(row).toMatchObject({
      at: instance.clock.now,
      actorId: 'member-admin',
      actor: 'Nguyễn Thị Hoa',
      action: 'unit.create',
      subject: 'Văn phòng Đảng ủy',
      before: null,
      after: JSON.stringify({ name: 'Văn phòng Đảng ủy' }),
    })
  })

  test('is undone wholly when a guard in the middle does not hold', async () => {
    const { id } = await openUnit(place.contextOf('admin'), 'Ban Xây dựng Đảng')
    const before = await written()
    await expect(rename(place.contextOf('admin', once()), id, 7, 'Tên mới')).rejects.toThrow(Conflict)
    expect(await written()).toEqual(before)
    const { tenant } = place.contextOf('admin')
    const [row] = await tenant.select().from(unit).where(eq(unit.id, id))
    expect(row).toMatchObject({ name: 'Ban Xây dựng Đảng', version: 1 })
  })

  test('of two edits of one version lets one win', async () => {
    const { id } = await openUnit(place.contextOf('admin'), 'Ủy ban Kiểm tra')
    const names = ['Một', 'Hai', 'Ba', 'Bốn']
    const tries = await Promise.allSettled(names.map((name) => rename(place.contextOf('admin'), id, 1, name)))
    const lost = tries.filter((one) => one.status === 'rejected')
    expect(lost).toHaveLength(names.length - 1)
    expect(lost.every((one) => one.reason instanceof Conflict)).toBe(true)
  })

  test('says what the verb wants said when it lost', async () => {
    const ctx = place.contextOf('admin')
    const { me } = await look(ctx, {})
    const act = { action: 'unit.update', subject: { kind: 'unit', id: 'x', name: 'x' } }
    const none = ctx.tenant.update(unit).set({ name: 'x' }).where(eq(unit.id, 'no such unit'))
    await expect(
      commit(ctx, me, act, [none, expectOne(ctx.tenant)], {}, takenMeanwhile),
    ).rejects.toBeInstanceOf(Conflict)
  })

  test('may answer with what the batch itself decided', async () => {
    const ctx = place.contextOf('admin', once())
    const { me } = await look(ctx, {})
    const id = newId()
    const act = { action: 'unit.create', subject: { kind: 'unit', id, name: 'Tổ' } }
    const answer = decided(unit, eq(unit.id, id), { rank: unit.rank }).and({ by: 'Hoa', ready: true })
    const insert = ctx.tenant.insert(unit).values({ id, name: 'Tổ', rank: 41 })
    expect(await commit(ctx, me, act, [insert], answer)).toEqual({ rank: 41, by: 'Hoa', ready: true })
    await expect(look(ctx, {})).rejects.toMatchObject({
      answer: { rank: 41, by: 'Hoa', ready: true },
    })
  })

  test.each([
    ['is refused', `create trigger fault before insert on audit begin select raise(abort, 'fault'); end`],
    ['is impossible', 'alter table audit rename to audit_gone'],
  ])('writes nothing when its audit row %s', async (_, fault) => {
    const before = await written()
    await place.client.execute(fault)
    await expect(openUnit(place.contextOf('admin', once()), 'Không được ghi')).rejects.toBeInstanceOf(Error)
    await place.client.execute(
      fault.startsWith('alter') ? 'alter table audit_gone rename to audit' : 'drop trigger fault',
    )
    expect(await written()).toEqual(before)
  })
})

describe('a repeated request', () => {
  test('gets the answer of the first time and does nothing', async () => {
    const same = once()
    const first = await openUnit(place.contextOf('admin', same), 'Phòng Tổng hợp')
    const before = await written()
    const again = openUnit(place.contextOf('admin', same), 'Phòng Tổng hợp')
    await expect(again).rejects.toBeInstanceOf(Replayed)
    await expect(again).rejects.toMatchObject({ answer: first })
    expect(await written()).toEqual(before)
  })

  test('with the same key but another body is refused and does nothing', async () => {
    const same = once('one body')
    await openUnit(place.contextOf('admin', same), 'Phòng Hành chính')
    const before = await written()
    const other = openUnit(place.contextOf('admin', { ...same, hash: 'another body' }), 'Phòng khác')
    await expect(other).rejects.toBeInstanceOf(Invalid)
    await expect(other).rejects.toMatchObject({ code: 'idempotency_mismatch' })
    expect(await written()).toEqual(before)
  })

  test('of another person with the same key is another request', async () => {
    await place.addMember('second', ['admin'])
    const same = once()
    const first = await openUnit(place.contextOf('admin', same), 'Phòng Cơ yếu')
    const second = await openUnit(place.contextOf('second', same), 'Phòng Quản trị')
    expect(second.id).not.toBe(first.id)
  })

  test('sent many times at once is done once, and every one gets the same answer', async () => {
    const same = once()
    const before = await written()
    let waiting = 0
    let open: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (open = resolve))
    /** All have looked and found nothing before the first of them writes. */
    const together = () => {
      waiting += 1
      if (waiting === 5) open()
      return gate
    }
    const tries = await Promise.allSettled(
      Array.from({ length: 5 }, () => openUnit(place.contextOf('admin', same), 'Tổ Dân vận', together)),
    )
    const answers = tries.map((one) =>
      one.status === 'fulfilled' ? one.value : (one.reason as Replayed).answer,
    )
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(await written()).toEqual({
      units: before.units + 1,
      audits: before.audits + 1,
      replays: before.replays + 1,
    })
  })
})

describe('a look', () => {
  test('is one trip, whatever is read', async () => {
    const ctx = place.contextOf('admin')
    const found = await look(ctx, {
      units: ctx.tenant.select().from(unit),
      members: ctx.tenant.select().from(member),
    })
    expect(found.members.map((one) => one.userId)).toContain('admin')
    expect(ctx.trips.tenant).toBe(1)
  })

  test('is refused to a member without the role, at the next request after it was taken away', async () => {
    await place.addMember('passing', ['admin'])
    await openUnit(place.contextOf('passing'), 'Khi còn quyền')
    const { tenant } = place.contextOf('passing')
    await tenant.delete(memberRole).where(eq(memberRole.memberId, 'member-passing'))
    await expect(openUnit(place.contextOf('passing'), 'Khi hết quyền')).rejects.toBeInstanceOf(Forbidden)
  })

  test('finds nothing for those who are no members, or no longer', async () => {
    await expect(look(place.contextOf('stranger'), {})).rejects.toBeInstanceOf(NotFound)
    await place.addMember('left', ['admin'])
    const { tenant } = place.contextOf('left')
    await tenant.update(member).set({ leftAt: 1 }).where(eq(member.userId, 'left'))
    await expect(look(place.contextOf('left'), {})).rejects.toBeInstanceOf(NotFound)
  })
})

describe('between look and commit', () => {
  const units = async (name: string) =>
    (await place.contextOf('admin').tenant.select().from(unit).where(eq(unit.name, name))).length
  const tenant = () => place.contextOf('admin').tenant
  const may = permissions('units', { open: ['admin'] }).open

  test('a role taken away stops the act, and says so', async () => {
    await place.addMember('losing', ['admin', 'clerk'])
    const ctx = place.contextOf('losing', undefined, may)
    const take = async () => {
      await tenant().run(
        sql`delete from member_role where role = 'admin' and memberId = (select id from member where userId = 'losing')`,
      )
    }
    await expect(openUnit(ctx, 'Không còn quyền', take)).rejects.toThrow(Forbidden)
    expect(await units('Không còn quyền')).toBe(0)
  })

  test('leaving the committee stops it too', async () => {
    await place.addMember('leaving', ['admin'])
    const leave = async () => {
      await tenant().run(sql`update member set leftAt = 1 where userId = 'leaving'`)
    }
    await expect(openUnit(place.contextOf('leaving', undefined, may), 'Đã thôi', leave)).rejects.toThrow(
      NotFound,
    )
    expect(await units('Đã thôi')).toBe(0)
  })

  test('a role that is left and has the permission lets it pass', async () => {
    await place.addMember('keeping', ['admin', 'clerk'])
    const either = permissions('units', { close: ['admin', 'clerk'] }).close
    const take = async () => {
      await tenant().run(
        sql`delete from member_role where role = 'admin' and memberId = (select id from member where userId = 'keeping')`,
      )
    }
    await openUnit(place.contextOf('keeping', undefined, either), 'Còn quyền', take)
    expect(await units('Còn quyền')).toBe(1)
  })
})
