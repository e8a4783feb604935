import type { Procedure } from '../../api/types.ts'
import { openEdit } from '../../parts/edit.ts'
import type { Inside } from '../../screen.ts'
import { common } from '../../text/common.ts'

type Holder = Procedure['holders'][number]

const put = (visit: Inside<'processes'>, id: string, holders: Omit<Holder, 'name'>[]): Promise<unknown> =>
  visit.ask('PUT /procedures/{id}/holders', {
    id,
    body: { holders: holders.map(({ role, kind, targetId }) => ({ role, kind, targetId })) },
  })

/** Takes a role of a process from somebody. */
export const removeHolder = (visit: Inside<'processes'>, now: Procedure, gone: Holder): Promise<unknown> =>
  put(
    visit,
    now.id,
    now.holders.filter((one) => one !== gone),
  )

/** Asks who shall fill a role, among members, positions, units and roles, and gives it to them. */
export async function addHolder(
  visit: Inside<'processes'>,
  now: Procedure,
  role: string,
  name: string,
  done: () => Promise<void>,
): Promise<void> {
  const t = visit.words.processes
  const [members, organisation] = await Promise.all([
    visit.ask('GET /members', { query: { limit: 100, state: 'active' } }),
    visit.ask('GET /organisation'),
  ])
  const of = (kind: Holder['kind'], things: { id: string; name: string }[]) =>
    things.map((one) => ({ value: `${kind}:${one.id}`, label: `${t.whoever[kind]}: ${one.name}` }))
  const roles = Object.entries(common().roles).map(([id, word]) => ({ id, name: word }))
  openEdit({
    title: t.addTo(name),
    fields: [
      {
        name: 'who',
        label: t.addHolder,
        kind: 'select',
        empty: '',
        choices: [
          ...of('member', members.items),
          ...of('position', organisation.positions),
          ...of('role', roles),
          ...of('unit', organisation.units),
        ],
      },
    ],
    send: async ({ who }) => {
      const [kind = '', targetId = ''] = who.split(/:(.*)/s)
      await put(visit, now.id, [...now.holders, { role, kind: kind as Holder['kind'], targetId }])
      await done()
    },
  })
}
