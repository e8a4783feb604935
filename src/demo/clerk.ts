import { paperOf } from './papers.ts'
import type { Paper } from './paper.ts'
import { addressOf } from './places.ts'
import type { Place } from './places.ts'
import { holder } from './signing/holder.ts'
import { signPdf } from './signing/pdf.ts'
import { stamp } from './stamp.ts'
import { call, now, upload } from './world.ts'
import type { World } from './world.ts'

/** To whom and how a paper goes. */
export type Sending = {
  paper: string
  to: object[]
  /** Suffix of the issuer; the committee's own by default. */
  suffix?: string
  /** Who writes the draft (`as` of the staff); the clerk by default. */
  author?: string
  /** Signed digitally before it has its number, which then stands on its cover sheet alone. */
  signed?: boolean
  extra?: { name: string; bytes: Uint8Array<ArrayBuffer> }[]
  /** Facts of the draft beside those of the paper. */
  more?: object
}

/** What the story needs to know of a place's structure. */
type Structure = {
  issuers: { id: string; suffix: string }[]
  units: { id: string; name: string }[]
  terms: { id: string; version: number }[]
}
type Draft = { id: string; version: number }

/** The address of somebody in a place, by what they are there. */
export function staffOf(place: Place, as: string): string {
  const found = place.staff.find((one) => one.as === as)
  if (found === undefined) throw new Error(`nobody is ${as} at ${place.handle}`)
  return addressOf(place, found)
}

/** The structure of a place, as its clerk sees it. */
export const structureOf = (world: World, place: Place): Promise<Structure> =>
  call(world, clerkOf(place), 'GET', `/api/c/${place.handle}/organisation`)

/** The id of an issuer by its suffix. */
export async function issuerOf(world: World, place: Place, suffix: string): Promise<string | undefined> {
  const { issuers } = await structureOf(world, place)
  return issuers.find((one) => one.suffix === suffix)?.id
}

export const clerkOf = (place: Place): string => staffOf(place, 'van-thu')
export const recipient = (place: Place): object => ({ kind: 'committee', handle: place.handle })

/** Writes the draft of a paper; its file is attached when it is numbered. */
export async function write(
  world: World,
  place: Place,
  sending: Sending,
): Promise<Draft & { facts: object }> {
  const paper = paperOf(sending.paper)
  const author = staffOf(place, sending.author ?? 'van-thu')
  const issuerId = await issuerOf(world, place, sending.suffix ?? place.suffix)
  const facts = { ...factsOf(paper), issuerId, recipients: sending.to, ...sending.more }
  const draft = await call<Draft>(world, author, 'POST', `/api/c/${place.handle}/documents`, facts)
  return { ...draft, facts }
}

/** The clerk numbers a draft: stamps the signed paper with the number it will get, attaches it, issues. */
export async function issue(
  world: World,
  place: Place,
  sending: Sending,
): Promise<{ id: string; notation: string }> {
  const { id, version, facts } = await write(world, place, sending)
  const clerk = clerkOf(place)
  const path = `/api/c/${place.handle}/documents/${id}`
  const { next } = await call<{ next: { number: number } }>(world, clerk, 'GET', path)
  const files = [
    sending.signed
      ? await attachSigned(world, place, sending.paper)
      : await attach(world, place, sending.paper, next.number),
  ]
  for (const { name, bytes } of sending.extra ?? [])
    files.push(await upload(world, clerk, place.handle, name, bytes))
  const saved = await call<Draft>(world, clerk, 'PUT', path, { ...facts, files }, version)
  return call(world, clerk, 'POST', `${path}/issue`, { version: saved.version })
}

/** Uploads a paper as the clerk scanned it; with a number, stamped with number and day. */
export async function attach(world: World, place: Place, paper: string, number?: number) {
  const signed = await world.read(`${paper}.pdf`)
  const blanks = world.blanks[paper]
  const bytes =
    number === undefined || blanks === undefined
      ? new Uint8Array(signed)
      : await stamp(signed, blanks, number, now(world))
  return upload(world, clerkOf(place), place.handle, `${paper}.pdf`, bytes)
}

/** Keys of the demo, which may be run in any year. */
const LASTING = { kind: 'EC', days: [-3650, 7300] } as const satisfies Parameters<typeof holder>[1]

/** Uploads a paper as its signer signed it digitally, a while ago, with a key of the demo alone. */
async function attachSigned(world: World, place: Place, paper: string) {
  const { signer } = paperOf(paper)
  const root = await holder('CA chuyên dùng (bản trình diễn)', {
    organisation: 'Liên Thông',
    ca: true,
    ...LASTING,
  })
  const who = await holder(signer.name, { organisation: place.name, by: root, ...LASTING })
  const signed = await signPdf(await world.read(`${paper}.pdf`), who, {
    at: new Date(world.clock.now - 25 * 60_000),
    chain: [root],
    reason: 'Ky van ban',
  })
  return upload(world, clerkOf(place), place.handle, `${paper}-ky-so.pdf`, signed)
}

function factsOf(paper: Paper): object {
  const { signer } = paper
  return {
    typeId: paper.type[0],
    decidingBody: paper.decidingBody,
    subject: paper.subject,
    signerName: signer.name,
    signerTitle: signer.title,
    authority: signer.authority,
  }
}

type Arrival = { id: string; notation: string }

/** What arrived at a place under this number, still unanswered, among the rest or apart. */
export async function arrival(world: World, place: Place, notation: string): Promise<string> {
  for (const state of ['waiting', 'apart']) {
    const path = `/api/c/${place.handle}/deliveries?limit=100&state=${state}`
    const { items } = await call<{ items: Arrival[] }>(world, clerkOf(place), 'GET', path)
    const found = items.find((one) => one.notation === notation)
    if (found !== undefined) return found.id
  }
  throw new Error(`${notation} did not arrive at ${place.handle}`)
}

/** The clerk accepts what arrived and hands it to a unit. */
export async function accept(world: World, place: Place, notation: string, unit?: string): Promise<string> {
  const id = await arrival(world, place, notation)
  const { units } = await structureOf(world, place)
  const unitId = (units.find((one) => one.name === unit) ?? units[0])?.id
  await call(world, clerkOf(place), 'POST', `/api/c/${place.handle}/deliveries/${id}/acceptance`, { unitId })
  return id
}

/** The clerk sends back what arrived. */
export async function refuse(
  world: World,
  place: Place,
  notation: string,
  reason: string,
  text: string,
): Promise<void> {
  const id = await arrival(world, place, notation)
  await call(world, clerkOf(place), 'POST', `/api/c/${place.handle}/deliveries/${id}/refusal`, {
    reason,
    text,
  })
}
