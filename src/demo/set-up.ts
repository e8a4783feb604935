import { addressOf, POSITIONS } from './places.ts'
import type { Place, Staff } from './places.ts'
import { call, open, signUp } from './world.ts'
import type { World } from './world.ts'

/** People who have an account: those who come to a second place only sign in with it. */
const known = new WeakMap<World, Set<string>>()

type Named = { id: string; name: string }
type Member = Named & { email: string; version: number }

/** Signs a committee up, opens its units and positions, and brings in its staff by invitation. */
export async function setUp(world: World, place: Place): Promise<void> {
  const [founder, ...others] = place.staff
  const who = addressOf(place, founder)
  await introduce(world, founder, who)
  const { handle, name, kind, suffix, code, superior, term } = place
  const codes = [{ code, validFrom: term.opensOn }]
  const facts = { handle, name, kind, suffix, place: place.place, codes, superior, term }
  await call(world, who, 'POST', '/api/committees', facts)
  for (let state = ''; state !== 'ready';) {
    ;({ state } = await call<{ state: string }>(world, who, 'POST', `/api/committees/${handle}/provisioning`))
  }
  const units = await openUnits(world, place, who)
  const positions = await openPositions(world, place, who)
  for (const one of others) {
    const facts = {
      name: one.name,
      email: addressOf(place, one),
      roles: one.roles,
      unitId: one.unit === undefined ? undefined : units.get(one.unit),
      positionId: positions.get(one.position),
    }
    await bringIn(world, place, who, one, facts)
  }
  const edit = {
    unitId: founder.unit === undefined ? undefined : units.get(founder.unit),
    positionId: positions.get(founder.position),
    roles: founder.roles,
  }
  const { items } = await call<{ items: Member[] }>(world, who, 'GET', `/api/c/${handle}/members?limit=100`)
  const self = items.find((one) => one.email === who)
  if (self !== undefined)
    await call(world, who, 'PATCH', `/api/c/${handle}/members/${self.id}`, edit, self.version)
  await enrol(world, place, who, units, items)
}

/** Puts everybody who belongs to a unit on the roll, with or without an account. */
async function enrol(
  world: World,
  place: Place,
  who: string,
  units: ReadonlyMap<string, string>,
  members: readonly Member[],
): Promise<void> {
  const roll = `/api/c/${place.handle}/persons`
  for (const one of place.staff) {
    const member = members.find(({ email }) => email === addressOf(place, one))
    if (one.unit === undefined || member === undefined) continue
    await call(world, who, 'POST', roll, {
      name: one.name,
      unitId: units.get(one.unit),
      opensOn: place.term.opensOn,
      memberId: member.id,
    })
  }
  for (const { name, unit, since, left } of place.others ?? []) {
    const body = { name, unitId: units.get(unit), opensOn: since }
    const { id, version } = await call<Named & { version: number }>(world, who, 'POST', roll, body)
    if (left !== undefined) await call(world, who, 'DELETE', `${roll}/${id}?on=${left}`, undefined, version)
  }
}

/** Invites somebody, who takes the link up; a new person makes an account first. */
export async function bringIn(
  world: World,
  place: Place,
  admin: string,
  staff: Staff,
  facts: {
    name: string
    email: string
    roles: string[]
    unitId?: string | undefined
    positionId?: string | undefined
  },
): Promise<void> {
  const { link } = await call<{ link: string }>(
    world,
    admin,
    'POST',
    `/api/c/${place.handle}/invitations`,
    facts,
  )
  await introduce(world, staff, facts.email)
  await call(world, facts.email, 'POST', `/api/invitations/${pathOf(link)}/acceptance`, {})
}

/** Somebody comes with the link of an invitation before the address is proven: those who invited see that they came. */
export async function knock(
  world: World,
  { name, email }: { name: string; email: string },
  link: string,
): Promise<void> {
  await open(world, name, email)
  const refused = await call(world, email, 'POST', `/api/invitations/${pathOf(link)}/acceptance`, {}).catch(
    (error: unknown) => String(error),
  )
  if (typeof refused !== 'string' || !refused.includes('unproven'))
    throw new Error('An unproven address was believed.')
}

const pathOf = (link: string): string =>
  new URL(link, 'http://localhost').pathname.split('/').slice(-2).join('/')

async function introduce(world: World, staff: Staff, email: string): Promise<void> {
  const seen = known.get(world) ?? new Set<string>()
  known.set(world, seen)
  if (!seen.has(email)) await signUp(world, staff.name, email)
  seen.add(email)
}

async function openUnits(world: World, place: Place, who: string): Promise<Map<string, string>> {
  const units = new Map<string, string>()
  for (const [i, [name, above]] of place.units.entries()) {
    const body = { name, rank: (i + 1) * 10, parentId: above === undefined ? undefined : units.get(above) }
    units.set(name, (await call(world, who, 'POST', `/api/c/${place.handle}/units`, body)).id)
  }
  return units
}

async function openPositions(world: World, place: Place, who: string): Promise<Map<string, string>> {
  const positions = new Map<string, string>()
  for (const name of new Set(place.staff.map((one) => one.position))) {
    const body = { name, rank: POSITIONS[name] ?? 100 }
    positions.set(name, (await call(world, who, 'POST', `/api/c/${place.handle}/positions`, body)).id)
  }
  return positions
}

/** The accounts of a place, to be shown to whoever tries the demo. */
export const accountsOf = (
  place: Place,
): { name: string; email: string; position: string; roles: string[] }[] =>
  place.staff.map((one) => ({
    name: one.name,
    email: addressOf(place, one),
    position: one.position,
    roles: one.roles,
  }))
