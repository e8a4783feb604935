import { html, nothing, type TemplateResult } from 'lit-html'
import type { Field, Role, Template } from '../../src/processes/template.ts'
import { common } from '../text/common.ts'
import { cellSelect, cellText } from './cells.ts'
import { freshId, typedField } from './edits.ts'
import { rowsOf } from './outline.ts'
import type { Editor } from './state.ts'
import { limit } from './steps.ts'

/** What belongs to the whole: its name, its time, what changed, the roles and what is to be filled in. */
export function settings(editor: Editor): TemplateResult {
  const t = editor.visit.words.processes
  const template = editor.edits.now
  const set = (part: string, change: Partial<Template>) => editor.edit(part, (now) => ({ ...now, ...change }))
  return html`<div class="details">
    <p class="row">
      <span>${t.name}</span> ${cellText(t.name, template.name, (name) => set('name', { name }))}
    </p>
    <p class="row"><span>${t.note}</span> ${cellText(t.note, editor.note, editor.setNote)}</p>
    <p class="row">
      <span>${t.total}</span>
      ${limit(editor, t.total, template.limit, (next) => set('limit', { limit: next }))}
    </p>
    ${roles(editor)} ${fields(editor)}
  </div>`
}

const without = <T>(all: Record<string, T>, id: string): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([one]) => one !== id))

function roles(editor: Editor): TemplateResult {
  const t = editor.visit.words.processes
  const template = editor.edits.now
  const put = (place: string, next: Template['roles']) =>
    editor.edit(place, (now) => ({ ...now, roles: next }))
  const set = (id: string, role: Role) => put(`role ${id}`, { ...template.roles, [id]: role })
  const used = new Set(rowsOf(template).map(({ step }) => step.role))
  const tasks = rowsOf(template)
    .filter(({ step }) => step.kind === 'task')
    .map(({ step, at }) => [step.id, `${at}. ${step.name}`] as const)
  const by = (id: string, role: Role, value: string): void => {
    const { ref: _, ...rest } = role
    const ref =
      value === 'group' || value === 'position' ? id : value === 'performer_of' ? tasks[0]?.[0] : undefined
    set(id, { ...rest, by: value as Role['by'], ...(ref === undefined ? {} : { ref }) })
  }
  const add = (): void => {
    const id = freshId(template, 'vai_tro')
    put('role', { ...template.roles, [id]: { name: t.newRole, by: 'group', ref: id, cover: 'deputy' } })
  }
  return html`<fieldset>
    <legend>${t.roles}</legend>
    ${Object.entries(template.roles).map(
      ([id, role], i) =>
        html`<p class="row">
          ${cellText(`${t.roleName} ${i + 1}`, role.name, (name) => set(id, { ...role, name }))}
          ${cellSelect(`${t.roleBy} ${i + 1}`, role.by, Object.entries(t.by), (value) => by(id, role, value))}
          ${role.by === 'performer_of' ? cellSelect(`${t.by.performer_of} ${i + 1}`, role.ref ?? '', tasks, (ref) => set(id, { ...role, ref })) : nothing}
          ${used.has(id) ? nothing : html`<button class="link" type="button" aria-label=${`${common().remove} ${role.name}`} @click=${() => put('role', without(template.roles, id))}>✕</button>`}
        </p>`,
    )}
    <p><button class="link" type="button" @click=${add}>+ ${t.addRole}</button></p>
  </fieldset>`
}

function fields(editor: Editor): TemplateResult {
  const t = editor.visit.words.processes
  const template = editor.edits.now
  const put = (place: string, next: Template['fields']) =>
    editor.edit(place, (now) => ({ ...now, fields: next }))
  const set = (id: string, field: Field) => put(`field ${id}`, { ...template.fields, [id]: field })
  const used = JSON.stringify(template.main)
  const add = (): void =>
    put('field', { ...template.fields, [freshId(template, 'muc')]: { type: 'string', label: t.newField } })
  return html`<fieldset>
    <legend>${t.fields}</legend>
    ${Object.entries(template.fields).map(
      ([id, field], i) =>
        html`<p class="row">
          ${cellText(`${t.fieldLabel} ${i + 1}`, field.label, (label) => set(id, { ...field, label }))}
          ${cellSelect(`${t.fieldType} ${i + 1}`, field.type, Object.entries(t.types), (type) => set(id, typedField(field.label, type as Field['type'], t)))}
          ${
            field.type === 'enum'
              ? cellText(`${t.choices} ${i + 1}`, (field.enum ?? []).join('; '), (text) =>
                  set(id, {
                    ...field,
                    enum: text
                      .split(';')
                      .map((one) => one.trim())
                      .filter(Boolean),
                  }),
                )
              : nothing
          }
          ${used.includes(`"${id}"`) ? nothing : html`<button class="link" type="button" aria-label=${`${common().remove} ${field.label}`} @click=${() => put('field', without(template.fields, id))}>✕</button>`}
        </p>`,
    )}
    <p><button class="link" type="button" @click=${add}>+ ${t.addField}</button></p>
  </fieldset>`
}
