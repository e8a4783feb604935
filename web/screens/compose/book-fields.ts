import { html, type TemplateResult } from 'lit-html'
import { LIMITS } from '../../limits.ts'
import { textField } from '../../parts/field.ts'
import type { Inside } from '../../screen.ts'
import type { Keeper } from './draft.ts'

/** What the book wants beside the paper: how many copies, who keeps one, a note. */
export function bookFields(visit: Inside<'compose'>, keeper: Keeper): TemplateResult {
  const t = visit.words.compose
  const { copies, copyKeeper, note } = keeper.draft
  return html`<div class="pair">
      ${textField({
        name: 'copies',
        label: t.copies,
        optional: true,
        inputmode: 'numeric',
        narrow: true,
        value: copies === undefined ? '' : String(copies),
        input: (typed) =>
          keeper.change({ copies: /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : undefined }),
      })}
      ${textField({
        name: 'copyKeeper',
        label: t.copyKeeper,
        optional: true,
        value: copyKeeper,
        limit: LIMITS.copyKeeper,
        input: (typed) => keeper.change({ copyKeeper: typed.trim() }),
      })}
    </div>
    ${textField({
      name: 'note',
      label: t.note,
      optional: true,
      value: note,
      limit: LIMITS.note,
      input: (typed) => keeper.change({ note: typed.trim() }),
    })}`
}
