import { html, type TemplateResult } from 'lit-html'
import type { Template } from '../../src/processes/template.ts'
import { cellList, cellText } from './cells.ts'
import { fields } from './fields.ts'
import { roles } from './roles.ts'
import type { Editor } from './state.ts'
import { counting, limit } from './timing.ts'

/** What belongs to the whole: its name, its basis, its time, what changed, the roles and what is to be filled in. */
export function settings(editor: Editor): TemplateResult {
  const t = editor.words
  const template = editor.edits.now
  const set = (part: string, change: Partial<Template>) => editor.edit(part, (now) => ({ ...now, ...change }))
  const setLimit = (next: Template['limit']) => set('limit', { limit: next })
  return html`<div class="details">
    <p class="row">
      <span>${t.name}</span> ${cellText(t.name, template.name, (name) => set('name', { name }))}
    </p>
    <p class="row"><span>${t.note}</span> ${cellText(t.note, editor.note, editor.setNote)}</p>
    <p class="row">
      <span>${t.basis}</span>
      ${cellList(t.basis, template.basis ?? [], (basis) => set('basis', { basis }))}
    </p>
    <p class="row">
      <span>${t.clauses}</span>
      ${cellList(t.clauses, template.clauses ?? [], (clauses) => set('clauses', { clauses }))}
    </p>
    <p class="row"><span>${t.total}</span> ${limit(editor, t.total, template.limit, setLimit)}</p>
    ${counting(editor, template.limit, setLimit, (what) => `${what}, ${t.total}`, [['step', t.countFroms.case]])}
    ${roles(editor)} ${fields(editor)}
  </div>`
}
