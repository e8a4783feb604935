import { html } from 'lit-html'
import { readAll } from '../../api/all.ts'
import { intention } from '../../api/intention.ts'
import type { Person } from '../../api/office.ts'
import { openDialog, type Dialog } from '../../parts/dialog.ts'
import { openEdit, type Field } from '../../parts/edit.ts'
import { matching } from '../../parts/match.ts'
import { createPicker, type Option } from '../../parts/picker.ts'
import { alertLine } from '../../parts/problem.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { today } from '../../text/dates.ts'
import type { Roll } from './roll.ts'
import { inTree } from './tree.ts'

function unitField(visit: Inside<'admin'>, { units, unit }: Roll, row?: Person): Field<'unitId'> {
  const t = visit.words.admin.persons
  return {
    name: 'unitId',
    label: t.unit,
    kind: 'select',
    empty: t.chooseUnit,
    value: row?.unit.id ?? unit,
    choices: inTree(units)
      .filter(({ unit: one }) => !one.closed)
      .map(({ unit: one, depth }) => ({ value: one.id, label: `${'– '.repeat(depth)}${one.name}` })),
  }
}

/** Puts somebody on the roll. */
export function addPerson(visit: Inside<'admin'>, state: Roll): void {
  const t = visit.words.admin.persons
  const create = intention(visit.ask)
  openEdit({
    title: t.add,
    lead: t.addLead,
    fields: [
      { name: 'name', label: t.name },
      unitField(visit, state),
      { name: 'opensOn', label: t.opensOn, kind: 'date', value: today() },
    ],
    send: async ({ name, unitId, opensOn }) => {
      await create('POST /persons', { body: { name, unitId, opensOn } })
      await state.list.refresh()
      say(t.added(name))
    },
  })
}

/** Mends name, unit and days, and takes an account away. */
export function editPerson(visit: Inside<'admin'>, state: Roll, row: Person): void {
  const t = visit.words.admin.persons
  openEdit<'name' | 'unitId' | 'opensOn' | 'closesOn' | 'untie'>({
    title: visit.words.admin.edit(row.name),
    fields: [
      { name: 'name', label: t.name, value: row.name },
      unitField(visit, state, row),
      { name: 'opensOn', label: t.opensOn, kind: 'date', value: row.opensOn },
      { name: 'closesOn', label: t.closesOn, kind: 'date', optional: true, value: row.closesOn },
      ...(row.member
        ? [{ name: 'untie' as const, label: t.untie, kind: 'tick' as const, optional: true }]
        : []),
    ],
    send: async ({ name, unitId, opensOn, closesOn, untie }) => {
      const body = {
        name,
        opensOn,
        closesOn: closesOn || null,
        ...(unitId === row.unit.id ? {} : { unitId }),
        ...(untie ? { memberId: null } : {}),
      }
      await visit.ask('PATCH /persons/{id}', { id: row.id, version: row.version, body })
      await state.list.refresh()
    },
  })
}

/** Somebody no longer stands in the unit from a day on, and stays on the roll for the past. */
export function leave(visit: Inside<'admin'>, state: Roll, { id, name, version }: Person): void {
  const t = visit.words.admin.persons
  openEdit({
    title: t.leaveName(name),
    lead: t.leaveLead,
    save: t.leave,
    fields: [{ name: 'on', label: t.closesOn, kind: 'date', value: today() }],
    send: async ({ on }) => {
      const gone = await visit.ask('DELETE /persons/{id}', { id, version, query: { on } })
      await state.list.refresh()
      const back = async (): Promise<void> => {
        await visit.ask('PATCH /persons/{id}', { id, version: gone.version, body: { closesOn: null } })
        await state.list.refresh()
      }
      say(t.left(name), () => void back())
    },
  })
}

/** Says that an account is this person's; the line that says so can undo it. */
export async function tieTo(
  visit: Inside<'admin'>,
  state: Roll,
  { id, name, version }: Person,
  memberId: string,
): Promise<void> {
  const tied = await visit.ask('PATCH /persons/{id}', { id, version, body: { memberId } })
  await state.list.refresh()
  const undo = async (): Promise<void> => {
    await visit.ask('PATCH /persons/{id}', { id, version: tied.version, body: { memberId: null } })
    await state.list.refresh()
  }
  say(visit.words.admin.persons.tied(name), () => void undo())
}

/** Asks which account is this person's, where none has the same name. */
export function tie(visit: Inside<'admin'>, state: Roll, row: Person): void {
  const t = visit.words.admin.persons
  const members = readAll((page) => visit.ask('GET /members', { query: { ...page, state: 'active' } }))
  let chosen: Option | undefined
  let problem: unknown
  const picker = createPicker({
    name: 'member',
    label: t.account,
    placeholder: t.accountPlace,
    find: async (typed) => [
      {
        label: t.accounts,
        options: matching(typed, await members, ({ name }) => name).map(({ id, name, email }) => ({
          key: id,
          label: name,
          note: email,
        })),
      },
    ],
    shown: () => chosen?.label ?? '',
    pick: (option) => (chosen = option),
    draw: () => dialog.draw(),
  })
  const send = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (!chosen) return document.getElementById('f-member')?.focus()
    try {
      await tieTo(visit, state, row, chosen.key)
      dialog.close()
    } catch (cause) {
      problem = cause
      dialog.draw()
    }
  }
  const dialog: Dialog = openDialog(
    t.tieName(row.name),
    () =>
      html`${alertLine(problem)}
        <form class="tall" novalidate @submit=${send}>
          ${picker.view()}
          <p class="row"><button class="main" type="submit">${t.tie}</button></p>
        </form>`,
  )
}
