import { html, type TemplateResult } from 'lit-html'
import type { Template } from '../../src/processes/template.ts'
import { cellArea, cellList, cellText } from './cells.ts'
import { fields } from './fields.ts'
import { inPart, mends } from './mend.ts'
import { roles } from './roles.ts'
import type { Editor } from './state.ts'
import { counting, limit } from './timing.ts'

/** What the printed procedure says before its steps. */
const PROSE = ['purpose', 'scope', 'terms'] as const

/** What belongs to the whole: its name, its basis, its time, what changed, the roles and what is to be filled in. */
export function settings(editor: Editor): TemplateResult {
  const t = editor.words
  const template = editor.edits.now
  const set = (part: string, change: Partial<Template>) => editor.edit(part, (now) => ({ ...now, ...change }))
  const setLimit = (next: Template['limit']) => set('limit', { limit: next })
  const elsewhere = editor.problems.filter(
    ({ step, path }) => step === undefined && !/^\/(roles|fields|limit)(\/|$)/.test(path),
  )
  return html`<div class="details">
    ${mends('mend-whole', elsewhere)}
    <p class="row" data-at="">
      <span>${t.name}</span> ${cellText(t.name, template.name, (name) => set('name', { name }))}
    </p>
    <p class="row"><span>${t.note}</span> ${cellText(t.note, editor.note, editor.setNote)}</p>
    ${PROSE.map(
      (part) =>
        html`<p class="row">
          <span>${t[part]}</span>
          ${cellArea(t[part], template[part] ?? '', (text) => set(part, { [part]: text }))}
        </p>`,
    )}
    <p class="row">
      <span>${t.basisList}</span>
      ${cellList(t.basisList, template.basis ?? [], (basis) => set('basis', { basis }))}
    </p>
    <p class="row">
      <span>${t.clauseList}</span>
      ${cellList(t.clauseList, template.clauses ?? [], (clauses) => set('clauses', { clauses }))}
    </p>
    <p class="row" data-at="/limit">
      <span>${t.total}</span> ${limit(editor, t.total, template.limit, setLimit)}
    </p>
    ${mends('mend-limit', inPart(editor.problems, '/limit'))}
    ${counting(editor, template.limit, setLimit, (what) => `${what}, ${t.total}`, [['step', t.countFroms.case]])}
    ${roles(editor)} ${fields(editor)}
  </div>`
}
