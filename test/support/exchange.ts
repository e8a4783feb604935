import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { recover } from '../../src/core/recovery.ts'
import { committee } from '../../src/entrance/control-tables.ts'
import { openTenant } from '../../src/entrance/enter.ts'
import { CROSSINGS } from '../../src/crossings.ts'
import { connect, noTrips } from '../../src/platform/database.ts'
import { eq } from 'drizzle-orm'
import { confirmCommittee, signUpCommittee, signUpPerson } from './committee.ts'
import type { Confirming } from './committee.ts'
import type { Caller, Instance, Reachable } from './instance.ts'

/** One committee with its founder, who is administrator and clerk. */
export type Place = { handle: string; name: string; clerk: Caller; api: string }

/** Signs up a committee with a clerk of its own, which the operator confirms. */
export async function openPlace(
  instance: Reachable & Confirming,
  name: string,
  facts: Parameters<typeof signUpCommittee>[1] = {},
): Promise<Place> {
  const place = await openStranger(instance, name, facts)
  await confirmCommittee(instance, place.handle)
  return place
}

/** Signs up a committee with a clerk of its own, for which nobody vouches. */
export async function openStranger(
  instance: Reachable,
  name: string,
  facts: Parameters<typeof signUpCommittee>[1] = {},
): Promise<Place> {
  const clerk = await signUpPerson(instance, `Văn thư ${name}`)
  const handle = await signUpCommittee(clerk, { name, ...facts })
  return { handle, name, clerk, api: `/api/c/${handle}` }
}

export const openProvince = (instance: Reachable & Confirming, name = 'Tỉnh ủy Sơn Bình'): Promise<Place> =>
  openPlace(instance, name, { kind: 'province', suffix: 'TU', place: 'Sơn Bình' })

/** A small but whole PDF; `mark` makes its bytes differ. */
export const pdf = (mark: string): Uint8Array =>
  new TextEncoder().encode(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n% ${mark}\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  )

/** Uploads a PDF and gives what a draft names it by. */
export async function upload(place: Place, mark = 'van ban'): Promise<{ sha256: string; name: string }> {
  const bytes = pdf(mark)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const done = await place.clerk.put(`${place.api}/files/${sha256}?name=chi-thi.pdf`, bytes, {
    'content-type': 'application/pdf',
    'content-length': String(bytes.length),
  })
  expect([200, 201]).toContain(done.status)
  return { sha256, name: 'chi-thi.pdf' }
}

/** Everything a directive needs to be issued, to these committees. */
export async function directive(place: Place, to: Place[], more: Record<string, unknown> = {}) {
  const organisation = await place.clerk.get(`${place.api}/organisation`)
  const issuerId = organisation.body.issuers.find((one: { main: boolean }) => one.main).id
  return {
    typeId: 'chi-thi',
    issuerId,
    decidingBody: 'standing_board',
    subject: 'Về việc đẩy mạnh chuyển đổi số trong hoạt động của các cơ quan đảng',
    signerName: 'Nguyễn Văn An',
    signerTitle: 'Bí thư',
    authority: 'T/M',
    urgency: 1,
    recipients: to.map(({ handle }) => ({ kind: 'committee', handle })),
    files: [await upload(place)],
    ...more,
  }
}

/** A draft ready to be issued; gives its id and version. */
export async function draft(
  place: Place,
  to: Place[],
  more: Record<string, unknown> = {},
): Promise<{ id: string; version: number }> {
  const made = await place.clerk.post(`${place.api}/documents`, await directive(place, to, more))
  expect(made.body).toMatchObject({ version: 1 })
  return made.body
}

/** A draft as it was read, as what is saved of it; without its files and people. */
export const savedAs = (whole: Record<string, any>) => ({
  typeId: whole.type.id,
  issuerId: whole.issuer.id,
  decidingBody: whole.decidingBody,
  subject: whole.subject,
  signerName: whole.signer.name,
  signerTitle: whole.signer.title,
  authority: whole.signer.authority,
  recipients: whole.recipients.map(({ handle }: { handle: string }) => ({ kind: 'committee', handle })),
})

/** Drafts and issues; gives what issuing answered. */
export async function issue(place: Place, to: Place[], more: Record<string, unknown> = {}) {
  const { id, version } = await draft(place, to, more)
  const done = await place.clerk.post(`${place.api}/documents/${id}/issue`, { version })
  expect(done.status).toBe(200)
  return done.body as { id: string; number: number; notation: string; issuedOn: string }
}

type Waiting = { id: string; notation: string; subject: string; arrivedAt: string }

/** What waits at a place (100 at most), the newest first. */
export async function waitingAt(place: Place): Promise<Waiting[]> {
  const { items } = (await place.clerk.get(`${place.api}/deliveries?limit=100`)).body as { items: Waiting[] }
  return items.toSorted((a, b) => b.arrivedAt.localeCompare(a.arrivedAt) || b.id.localeCompare(a.id))
}

/** Lets the recovery job run, some minutes later. */
export async function runRecovery(
  instance: Pick<Instance, 'platform' | 'clock'>,
  later = 10 * 60_000,
): Promise<number> {
  instance.clock.now += later
  const { platform } = instance
  const trips = noTrips()
  const control = connect(platform.control, 'control', trips)
  const exchange = connect(platform.exchange, 'exchange', trips)
  return recover({ control, exchange, now: instance.clock.now }, CROSSINGS, async (id) => {
    const [found] = await control.select().from(committee).where(eq(committee.id, id))
    return connect(await openTenant(platform, found!), 'tenant', trips)
  })
}
