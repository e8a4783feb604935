import { ROLES } from '../../src/core/access.ts'
import type { Role } from '../../src/core/access.ts'
import { joinCommittee, signUpPerson } from '../support/committee.ts'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { Caller } from '../support/instance.ts'
import type { Home } from '../support/examples.ts'
import type { Instance } from '../support/instance.ts'

export const everyRole = Object.keys(ROLES) as Role[]

/** Two committees alike, a person for every role in the first, and everybody who has no business there. */
export async function buildWorld(instance: Instance) {
  const here = await openPlace(instance, 'Tỉnh ủy Nơi Này', { kind: 'province', suffix: 'TU' })
  const there = await openPlace(instance, 'Đảng ủy xã Nơi Kia')
  const asker = await openPlace(instance, 'Đảng ủy xã Xin Vào')
  for (const place of [here, there, asker]) await giveEveryRole(place)
  const askerChief = await joinCommittee(instance, asker.handle, {
    name: 'Người Duyệt Bên Kia',
    roles: everyRole,
  })
  let people = 0
  const approvers = new Map<string, Caller>()
  for (const { handle } of [here, there])
    approvers.set(
      handle,
      await joinCommittee(instance, handle, { name: 'Người Phê Duyệt', roles: everyRole }),
    )
  const homeOf = (place: Place, peer: Place): Home => ({
    ...place,
    chief: place.clerk,
    office: { author: place.clerk, approver: approvers.get(place.handle)! },
    clock: instance.clock,
    peer,
    asker,
    askerChief,
    async newMember(unitId) {
      const name = `Người Mới ${++people}`
      await joinCommittee(instance, place.handle, { name, roles: ['archivist'] })
      if (unitId !== undefined) await sit(place, name, unitId)
      return { id: await memberId(place, name) }
    },
    newcomer: (name, email) => signUpPerson(instance, name, email),
  })
  const members = await Promise.all(
    everyRole.map(async (role): Promise<[Role, Caller]> => [
      role,
      await joinCommittee(instance, here.handle, { name: ROLES[role], roles: [role] }),
    ]),
  )
  const units = await unitsOf(here)
  const placed = async (name: string, unitId: string): Promise<Home> => {
    const clerk = await joinCommittee(instance, here.handle, { name, roles: everyRole })
    await sit(here, name, unitId)
    return { ...homeOf(here, there), clerk, unitId }
  }
  for (const role of everyRole) await sit(here, ROLES[role], units.mine)
  const gone = await joinCommittee(instance, here.handle, { name: 'Đã Đi', roles: everyRole })
  await here.clerk.post(`${here.api}/members/${await memberId(here, 'Đã Đi')}/departure`)
  return {
    here: { ...homeOf(here, there), unitId: units.mine },
    there: homeOf(there, here),
    members: new Map(members),
    /** Everybody of `members` sits in one unit; these hold every role, in a unit below it and in another. */
    mate: await placed('Cùng Đơn Vị', units.below),
    outsider: await placed('Khác Đơn Vị', units.other),
    unitId: units.mine,
    gone,
    stranger: await signUpPerson(instance, 'Không Thuộc Đâu'),
    nobody: new Caller(instance.app.fetch),
  }
}

export type World = Awaited<ReturnType<typeof buildWorld>>

async function unitsOf(place: Place) {
  const make = async (name: string, parentId?: string): Promise<string> =>
    (await place.clerk.post(`${place.api}/units`, { name, parentId })).body.id
  const mine = await make('Văn phòng')
  return { mine, below: await make('Phòng Tổng hợp', mine), other: await make('Ban Tổ chức') }
}

async function sit(place: Place, name: string, unitId: string): Promise<void> {
  const { items } = (await place.clerk.get(`${place.api}/members?limit=100`)).body
  const { id, version } = items.find((one: { name: string }) => one.name === name)
  const done = await place.clerk.patch(
    `${place.api}/members/${id}`,
    { unitId },
    { 'if-match': `"v${version}"` },
  )
  if (done.status !== 200) throw new Error(JSON.stringify(done.body))
}

/** The id of a member by name. */
export async function memberId(place: Place, name: string): Promise<string> {
  const { items } = (await place.clerk.get(`${place.api}/members?limit=100`)).body
  return items.find((one: { name: string }) => one.name === name).id
}

async function giveEveryRole(place: Place): Promise<void> {
  const [founder] = (await place.clerk.get(`${place.api}/members`)).body.items
  await place.clerk.patch(
    `${place.api}/members/${founder.id}`,
    { roles: everyRole },
    { 'if-match': `"v${founder.version}"` },
  )
}
