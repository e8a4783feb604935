import { edit, made, only, plain, tag, upperTag } from '../support/examples.ts'
import type { Example, Home, Make } from '../support/examples.ts'

const unit = (home: Home) => made(home, 'units', { name: `Phòng ${tag()}` })
const position = (home: Home) => made(home, 'positions', { name: `Chức vụ ${tag()}` })
const issuer = (home: Home) =>
  made(home, 'issuers', { name: `Ban ${tag()}`, suffix: `B${upperTag()}`, kind: 'advisory' })
const invitation = (home: Home) =>
  made(home, 'invitations', { name: 'Người Được Mời', email: `${tag()}@example.vn`, roles: ['clerk'] })

/** Somebody came with the link of an invitation, and has yet to be believed. */
async function claimed(home: Home): Promise<Example> {
  const email = `${tag()}@example.vn`
  const asked = { name: 'Người Được Mời', email, roles: ['clerk'] }
  const { id, link } = (await home.clerk.post(`${home.api}/invitations`, asked)).body
  const person = await home.newcomer('Người Được Mời', email)
  await person.post(`${new URL(link).pathname.replace('/loi-moi/', '/api/invitations/')}/acceptance`)
  const { items } = (await home.clerk.get(`${home.api}/invitations?limit=100`)).body
  const { claim } = items.find((one: { id: string }) => one.id === id)
  return { params: { id }, body: { at: claim.at } }
}

/** Somebody new on the roll of the unit that is asked for, or of the one where the people of the committee sit. */
const roll = async (home: Home) => ({
  name: `Đảng Viên ${tag()}`,
  unitId: home.unitId ?? (await seat(home)) ?? (await unit(home)).id,
})
const person = async (home: Home) => made(home, 'persons', await roll(home))

async function seat(home: Home): Promise<string | undefined> {
  const { items } = (await home.clerk.get(`${home.api}/members?limit=100`)).body
  return items.find((one: { unit?: { id: string } }) => one.unit !== undefined)?.unit.id
}

async function term(home: Home): Promise<{ id: string; version: number }> {
  return (await home.clerk.get(`${home.api}/organisation`)).body.terms[0]
}

let months = 0
/** An absence of whoever makes it, in days that no other example has. */
async function away(home: Home) {
  const fromDay = new Date(Date.UTC(2040, (months += 1), 1)).toISOString().slice(0, 10)
  const deputy = await home.newMember()
  return made(home, 'absences', { deputyId: deputy.id, fromDay, toDay: fromDay, capacity: 'K/T' })
}

let years = 2030

/** For every route of the organisation a request to it. */
export const examples: Record<string, Make> = {
  'GET /organisation': plain(),
  'PATCH /committee': plain({ place: 'Sơn Bình' }),

  'POST /units': () => ({ body: { name: `Phòng ${tag()}` } }),
  'PATCH /units/{id}': (home) => edit(unit(home), { name: `Phòng ${tag()}` }),
  'DELETE /units/{id}': (home) => edit(unit(home), undefined),
  'POST /positions': () => ({ body: { name: `Chức vụ ${tag()}` } }),
  'PATCH /positions/{id}': (home) => edit(position(home), { name: `Chức vụ ${tag()}` }),
  'DELETE /positions/{id}': (home) => edit(position(home), undefined),
  'POST /issuers': () => ({ body: { name: `Ban ${tag()}`, suffix: `C${upperTag()}`, kind: 'advisory' } }),
  'PATCH /issuers/{id}': (home) => edit(issuer(home), { name: `Ban ${tag()}` }),
  'DELETE /issuers/{id}': (home) => edit(issuer(home), undefined),
  'POST /terms': () => ({ body: { name: `Nhiệm kỳ ${tag()}`, opensOn: `${++years}-01-01` } }),
  'PATCH /terms/{id}': async (home) => {
    const { id, version } = await term(home)
    return { params: { id }, headers: { 'if-match': `"v${version}"` }, body: { name: `Nhiệm kỳ ${tag()}` } }
  },

  'GET /absences': plain(),
  'POST /absences': async (home) => ({
    body: {
      deputyId: (await home.newMember()).id,
      fromDay: new Date(Date.UTC(2090, 0, (months += 1))).toISOString().slice(0, 10),
      toDay: '2090-12-31',
      capacity: 'T/L',
    },
  }),
  'DELETE /absences/{id}': (home) => only(away(home)),
  'GET /members': plain(),
  'PATCH /members/{id}': (home) => edit(home.newMember(), { rank: 50 }),
  'POST /members/{id}/departure': (home) => only(home.newMember()),
  'POST /members/{id}/return': async (home) => {
    const { id } = await home.newMember()
    await home.clerk.post(`${home.api}/members/${id}/departure`)
    return { params: { id }, body: { roles: ['clerk'] } }
  },

  'GET /invitations': plain(),
  'POST /invitations': () => ({
    body: { name: 'Người Được Mời', email: `${tag()}@example.vn`, roles: ['clerk'] },
  }),
  'POST /invitations/list': () => ({
    body: { items: [{ name: 'Người Được Mời', email: `${tag()}@example.vn`, roles: ['clerk'] }] },
  }),
  'POST /invitations/withdrawal': () => ({ body: {} }),
  'POST /invitations/{id}/vouching': claimed,
  'DELETE /invitations/{id}': (home) => only(invitation(home)),

  'GET /persons': plain(),
  'POST /persons': async (home) => ({ body: await roll(home) }),
  'PATCH /persons/{id}': (home) => edit(person(home), { name: `Đảng Viên ${tag()}` }),
  'DELETE /persons/{id}': (home) => edit(person(home), undefined),
}
