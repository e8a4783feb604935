import { html, type TemplateResult } from 'lit-html'
import type { Cut } from '../../api/all.ts'
import type { Member } from '../../api/office.ts'
import type { Page } from '../../api/types.ts'
import { choicesOf, chosenOf, selectField } from '../../parts/field.ts'
import { createTake } from '../../parts/take.ts'
import type { Inside } from '../../screen.ts'
import { roleNames } from '../../text/common.ts'

export type Who = 'all' | 'active' | 'left'

/** Whom of the people the list shows, and the list as a workbook. */
export function memberTools(
  { words, draw }: Inside<'admin' | 'lists'>,
  read: (page: Cut) => Promise<Page<Member>>,
  choose: (who: Who) => unknown,
): () => TemplateResult {
  const { members: t } = words.admin
  const { columns: own, members: whose } = words.lists.narrow
  const choices = choicesOf(whose)
  const take = createTake<Member>({
    name: t.caption,
    columns: [
      { title: t.name, width: 28, of: (row) => row.name },
      { title: t.email, width: 32, of: (row) => row.email },
      { title: t.position, width: 24, of: (row) => row.position?.name },
      { title: t.unit, width: 32, of: (row) => row.unit?.name },
      { title: t.roles, width: 32, of: (row) => roleNames(row.roles) },
      { title: own.state, width: 18, of: (row) => whose[row.active ? 'active' : 'left'] },
    ],
    read,
    draw,
  })
  return () =>
    html`<div class="tools">
      ${selectField({
        name: 'state',
        label: own.state,
        choices,
        change: (value) => choose(chosenOf(choices, value) ?? 'all'),
      })}
      ${take()}
    </div>`
}
