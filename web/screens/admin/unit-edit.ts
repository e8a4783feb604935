import { intention } from '../../api/intention.ts'
import type { Unit } from '../../api/office.ts'
import { openEdit } from '../../parts/edit.ts'
import { chosenOf, type Choice } from '../../parts/field.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { today } from '../../text/dates.ts'
import { rankField } from './common.ts'
import { inTree } from './tree.ts'
import type { Structure } from './structure.ts'

/** The units that stand, but for one, each under its parent. */
function openUnits({ organisation }: Structure, except?: Unit): Choice[] {
  return inTree(organisation.units)
    .filter(({ unit }) => unit.id !== except?.id && !unit.closed)
    .map(({ unit, depth }) => ({ value: unit.id, label: `${'– '.repeat(depth)}${unit.name}` }))
}

/** Opens a new unit, or changes what one is. */
export function editUnit(visit: Inside<'admin'>, state: Structure, unit?: Unit): void {
  const t = visit.words.admin.units
  const create = intention(visit.ask)
  const kinds = state.organisation.unitKinds.map(({ id, name }) => ({ value: id, label: name }))
  openEdit({
    title: unit ? visit.words.admin.edit(unit.name) : t.add,
    fields: [
      { name: 'name', label: t.name, hint: t.nameHint, value: unit?.name },
      { name: 'kind', label: t.kind, kind: 'select', value: unit?.kind ?? 'body', choices: kinds },
      {
        name: 'parentId',
        label: t.parent,
        kind: 'select',
        optional: true,
        empty: t.noParent,
        value: unit?.parentId,
        choices: openUnits(state, unit),
      },
      {
        name: 'opensOn',
        label: t.opensOn,
        kind: 'date',
        optional: true,
        value: unit ? unit.opensOn : today(),
      },
      rankField(visit, unit?.rank),
    ],
    send: async ({ name, kind, parentId, opensOn, rank }) => {
      const facts = {
        name,
        kind: chosenOf(kinds, kind),
        rank: Number(rank),
        opensOn: opensOn || undefined,
      }
      if (unit) {
        const body = { ...facts, parentId: parentId || null }
        await visit.ask('PATCH /units/{id}', { id: unit.id, version: unit.version, body })
      } else await create('POST /units', { body: { ...facts, parentId: parentId || undefined } })
      await state.refresh()
    },
  })
}

/** Closes a unit on a day, with the one that takes over from it; the line that says so can open it again. */
export function closeUnit(visit: Inside<'admin'>, state: Structure, unit: Unit): void {
  const t = visit.words.admin.units
  openEdit({
    title: t.closeName(unit.name),
    lead: t.closeLead,
    save: t.close,
    fields: [
      { name: 'closesOn', label: t.closesOn, kind: 'date', value: today() },
      {
        name: 'heirId',
        label: t.heir,
        hint: t.heirHint,
        kind: 'select',
        optional: true,
        empty: t.noHeir,
        choices: openUnits(state, unit),
      },
    ],
    send: async ({ closesOn, heirId }) => {
      const body = { closed: true, closesOn, heirId: heirId || null }
      const shut = await visit.ask('PATCH /units/{id}', { id: unit.id, version: unit.version, body })
      await state.refresh()
      say(t.closed(unit.name), () => void reopenUnit(visit, state, shut))
    },
  })
}

/** Opens a closed unit again. */
export async function reopenUnit(
  visit: Inside<'admin'>,
  state: Structure,
  { id, version }: Pick<Unit, 'id' | 'version'>,
): Promise<void> {
  await visit.ask('PATCH /units/{id}', { id, version, body: { closed: false } })
  await state.refresh()
}
