import { html, nothing, type TemplateResult } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import type { Role, Template } from '../../src/processes/template.ts'
import { common } from '../text/common.ts'
import { cellSelect, cellText } from './cells.ts'
import { freshId } from './edits.ts'
import { inPart, mends } from './mend.ts'
import { rowsOf } from './outline.ts'
import type { Editor } from './state.ts'

/** All but one of what is kept by id. */
export const without = <T>(all: Record<string, T>, id: string): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([one]) => one !== id))

/** Who takes part: how each is found, who stands in for them, and whom they must differ from. */
export function roles(editor: Editor): TemplateResult {
  const t = editor.words
  const template = editor.edits.now
  const put = (place: string, next: Template['roles']) =>
    editor.edit(place, (now) => ({ ...now, roles: next }))
  const used = new Set(rowsOf(template).map(({ step }) => step.role))
  const add = (): void => {
    const id = freshId(template, 'vai_tro')
    put('role', { ...template.roles, [id]: { name: t.newRole, by: 'group', ref: id, cover: 'deputy' } })
  }
  return html`<fieldset>
    <legend>${t.roles}</legend>
    ${Object.entries(template.roles).map(([id, role], i) =>
      line(
        editor,
        id,
        role,
        i + 1,
        (next) => put(`role ${id}`, { ...template.roles, [id]: next }),
        used.has(id) ? undefined : () => put('role', without(template.roles, id)),
      ),
    )}
    <p><button class="link" type="button" @click=${add}>+ ${t.addRole}</button></p>
  </fieldset>`
}

function line(
  editor: Editor,
  id: string,
  role: Role,
  n: number,
  set: (role: Role) => void,
  remove: (() => void) | undefined,
): TemplateResult {
  const t = editor.words
  const { roles: all } = editor.edits.now
  const tasks = rowsOf(editor.edits.now)
    .filter(({ step }) => step.kind === 'task')
    .map(({ step, at }) => [step.id, `${at}. ${step.name}`] as const)
  const by = (value: string): void => {
    const { ref: _, ...rest } = role
    const ref =
      value === 'group' || value === 'position' ? id : value === 'performer_of' ? tasks[0]?.[0] : undefined
    set({ ...rest, by: value as Role['by'], ...(ref === undefined ? {} : { ref }) })
  }
  const { not_same_as: apart = [] } = role
  const differ = (other: string): void => {
    const { not_same_as: _, ...rest } = role
    const next = apart.includes(other) ? apart.filter((one) => one !== other) : [...apart, other]
    set(next.length === 0 ? rest : { ...rest, not_same_as: next })
  }
  const others = Object.entries(all).filter(([other]) => other !== id)
  return html`<p class="row" data-at=${`/roles/${id}`}>
      ${cellText(`${t.roleName} ${n}`, role.name, (name) => set({ ...role, name }))}
      ${cellSelect(`${t.roleBy} ${n}`, role.by, Object.entries(t.by), by)}
      ${role.by === 'performer_of' ? cellSelect(`${t.by.performer_of} ${n}`, role.ref ?? '', tasks, (ref) => set({ ...role, ref })) : nothing}
      ${cellSelect(`${t.cover} ${n}`, role.cover ?? 'none', Object.entries(t.covers), (cover) => set({ ...role, cover: cover as 'none' }))}
      ${remove === undefined ? nothing : html`<button class="link" type="button" aria-label=${`${common().remove} ${role.name}`} @click=${remove}>✕</button>`}
    </p>
    ${mends(`mend-role-${id}`, inPart(editor.problems, `/roles/${id}`))}
    ${
      others.length === 0
        ? nothing
        : html`<details class="more">
            <summary>
              ${t.apart}${apart.length === 0 ? '' : `: ${apart.map((one) => all[one]?.name ?? one).join(', ')}`}
            </summary>
            <p class="row">
              ${others.map(
                ([other, { name }]) =>
                  html`<label class="tick"
                    ><input
                      type="checkbox"
                      aria-label=${`${role.name}: ${t.apart} ${name}`}
                      .checked=${live(apart.includes(other))}
                      @change=${() => differ(other)}
                    />${name}</label
                  >`,
              )}
            </p>
          </details>`
    }`
}
