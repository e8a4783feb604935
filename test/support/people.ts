import { expect } from 'vitest'
import type { Role } from '../../src/core/access.ts'
import { joinCommittee } from './committee.ts'
import { issue, waitingAt } from './exchange.ts'
import type { Place } from './exchange.ts'
import type { Caller, Instance } from './instance.ts'

export type Person = { id: string; name: string; caller: Caller }

/** Brings a person with these roles into a committee, sitting in a unit. */
export async function seat(
  instance: Instance,
  place: Place,
  name: string,
  roles: Role[],
  unitId?: string,
): Promise<Person> {
  const caller = await joinCommittee(instance, place.handle, { name, roles })
  const { items } = (await place.clerk.get(`${place.api}/members?limit=100`)).body
  const { id, version } = items.find((one: { name: string }) => one.name === name)
  if (unitId !== undefined) {
    const moved = await place.clerk.patch(
      `${place.api}/members/${id}`,
      { unitId },
      { 'if-match': `"v${version}"` },
    )
    expect(moved.status).toBe(200)
  }
  return { id, name, caller }
}

/** A commune's office as it is: two units with their heads and people, the chief of the office, a leader. */
export async function staff(instance: Instance, place: Place) {
  const unit = async (name: string): Promise<string> =>
    (await place.clerk.post(`${place.api}/units`, { name })).body.id
  const office = await unit('Văn phòng')
  const board = await unit('Ban Xây dựng Đảng')
  return {
    office,
    board,
    chief: await seat(instance, place, 'Hoàng Thị Chánh', ['office_chief'], office),
    leader: await seat(instance, place, 'Lò Văn Thư Ký', ['leader']),
    head: await seat(instance, place, 'Vàng A Trưởng', ['unit_head'], board),
    specialist: await seat(instance, place, 'Giàng Thị Viên', ['specialist'], board),
    other: await seat(instance, place, 'Lù Văn Khác', ['specialist'], office),
  }
}

export type Staff = Awaited<ReturnType<typeof staff>>

/** Issues a paper to a committee and has it accepted there. */
export async function arrive(from: Place, to: Place, more: Record<string, unknown> = {}) {
  const sent = await issue(from, [to], more)
  const found = (await waitingAt(to)).find((one) => one.notation === sent.notation)
  const taken = await to.clerk.post(`${to.api}/deliveries/${found!.id}/acceptance`, {})
  expect(taken.status).toBe(201)
  return { ...sent, deliveryId: found!.id, incomingId: taken.body.incomingId as string }
}
