import { html, nothing, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { Group, GroupWhole } from '../../api/office.ts'
import type { Body } from '../../api/types.ts'
import { findCommittees } from '../../parts/committees.ts'
import { openDialog, type Dialog } from '../../parts/dialog.ts'
import { submitButton, textField } from '../../parts/field.ts'
import { createForm, missing } from '../../parts/form.ts'
import { createPicker } from '../../parts/picker.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'
import { adminHead, admit } from './common.ts'

type State = { groups: Group[]; refresh: () => Promise<void> }

/** Groups of recipients: many bodies behind one name. One of them keeps itself. */
export default async function groupsScreen(visit: Inside<'admin' | 'partners'>): Promise<View> {
  const { signal, draw } = visit
  admit(visit, 'groups')
  const read = async (): Promise<Group[]> => (await visit.ask('GET /recipient-groups', { signal })).items
  const state: State = {
    groups: await read(),
    refresh: async () => {
      state.groups = await read()
      draw()
    },
  }
  const t = visit.words.partners.groups
  return {
    title: visit.words.admin.tabs.groups,
    action: () => html`<button class="main" @click=${() => edit(visit, state)}>${t.add}</button>`,
    resume: state.refresh,
    body: () => html`
      ${adminHead(visit, 'groups', t.lead)}
      <ul class="gathered">
        ${state.groups.map((row) => line(visit, state, row))}
      </ul>
    `,
  }
}

function line(visit: Inside<'admin' | 'partners'>, state: State, row: Group): TemplateResult {
  const { admin: t, partners } = visit.words
  const { groups } = partners
  const open = async (): Promise<void> =>
    edit(visit, state, await visit.ask('GET /recipient-groups/{id}', { id: row.id }))
  return html`<li>
    <span
      >${row.name}
      <span class="quiet small"
        >${groups.count(row.count)}${row.automatic ? `, ${groups.automatic}` : ''}</span
      ></span
    >
    ${
      row.automatic
        ? nothing
        : html`<button class="link small" aria-label=${t.edit(row.name)} @click=${open}>
              ${common().edit}
            </button>
            <button
              class="link small"
              aria-label=${groups.removeName(row.name)}
              @click=${() => remove(visit, state, row)}
            >
              ${groups.remove}
            </button>`
    }
  </li>`
}

/** Removes a group; the line that says so can make it again as it was. */
async function remove(visit: Inside<'admin' | 'partners'>, state: State, row: Group): Promise<void> {
  const whole = await visit.ask('GET /recipient-groups/{id}', { id: row.id })
  await visit.ask('DELETE /recipient-groups/{id}', { id: row.id })
  await state.refresh()
  say(visit.words.partners.groups.removed(row.name), () => {
    const body = { name: whole.name, members: whole.members.map(({ handle }) => handle) }
    void intention(visit.ask)('POST /recipient-groups', { body }).then(() => state.refresh())
  })
}

function edit(visit: Inside<'admin' | 'partners'>, state: State, group?: GroupWhole): void {
  const t = visit.words.partners.groups
  const create = intention(visit.ask)
  let members: Body[] = group?.members ?? []
  const picker = createPicker({
    name: 'members',
    label: t.members,
    placeholder: t.membersPlace,
    find: async (typed) => [{ label: t.found, options: await findCommittees(typed) }],
    pick: ({ key, label }) => {
      if (!members.some(({ handle }) => handle === key)) members = [...members, { handle: key, name: label }]
    },
    draw: () => dialog.draw(),
  })
  const form = createForm({
    draw: () => dialog.draw(),
    check: (values) => ({
      ...missing(values, { name: t.name }),
      ...(members.length === 0 ? { members: t.empty } : {}),
    }),
    send: async ({ name = '' }) => {
      const body = { name, members: members.map(({ handle }) => handle) }
      if (group) await visit.ask('PUT /recipient-groups/{id}', { id: group.id, version: group.version, body })
      else await create('POST /recipient-groups', { body })
      dialog.close()
      say(t.saved)
      await state.refresh()
    },
  })
  const drop = (gone: Body) => (): void => {
    members = members.filter(({ handle }) => handle !== gone.handle)
    dialog.draw()
  }
  const dialog: Dialog = openDialog(
    group ? t.editTitle : t.add,
    () =>
      html`${form.summary()}
        <form class="tall" novalidate @submit=${form.submit}>
          ${textField({ name: 'name', label: t.name, value: group?.name, error: form.errors['name'] })}
          ${picker.view(form.errors['members'])} ${memberList(visit, members, drop)}
          <p class="row">${submitButton(common().save, form.busy)}</p>
        </form>`,
  )
}

function memberList(
  visit: Inside<'admin' | 'partners'>,
  members: Body[],
  drop: (gone: Body) => () => void,
): TemplateResult {
  const t = visit.words.partners.groups
  return html`<p class="gathered-count" role="status">${t.count(members.length)}</p>
    <ul class="gathered">
      ${members.map(
        (one) =>
          html`<li>
            <span>${one.name}</span>
            <button
              class="link small"
              type="button"
              aria-label=${t.removeMember(one.name)}
              @click=${drop(one)}
            >
              ${common().remove}
            </button>
          </li>`,
      )}
    </ul>`
}
