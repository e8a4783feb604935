import { html, nothing, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { Base, Procedure } from '../../api/types.ts'
import { openEdit } from '../../parts/edit.ts'
import { table } from '../../parts/table.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { date } from '../../text/dates.ts'

type Here = Inside<'processes' | 'adapting'>

/** What was handed down from above, with what was made of it here. */
export function handedDown(visit: Here, items: Base[]): TemplateResult | typeof nothing {
  const [t, a] = [visit.words.processes, visit.words.adapting]
  if (items.length === 0) return nothing
  return html`<section class="desk-group">
    <h2>${a.handed}</h2>
    ${table<Base>({
      caption: a.handedCaption,
      rows: items,
      key: ({ id }) => id,
      columns: [
        {
          title: a.columns.base,
          kind: 'main',
          cell: ({ code, name, issuer, closedOn, number }) =>
            html`<span class="nota">${code}</span> ${name}
              <span class="row-sub">${issuer}</span>
              <span class="row-sub on-phone">${t.number(number)}</span>
              ${closedOn ? html`<span class="row-sub late">${a.closed(date(closedOn))}</span>` : nothing}`,
        },
        {
          title: a.columns.version,
          kind: 'line',
          drop: 3,
          cell: ({ number, hash }) =>
            html`${t.number(number)} <span class="row-sub nota" title=${hash}>${hash.slice(0, 12)}</span>`,
        },
        {
          title: a.columns.here,
          cell: ({ adapted, number }) =>
            adapted.map(
              (one) =>
                html`<a class="row-sub" href=${visit.at('quy-trinh', one.id)}
                  >${one.number < number ? a.behind(one.code, one.number) : a.onVersion(one.code, one.number)}</a
                >`,
            ),
        },
        {
          title: a.apply,
          unseen: true,
          cell: ({ id, code, closedOn }) =>
            visit.may('procedures.write') && !closedOn
              ? html`<button
                  class="button small"
                  aria-label=${`${a.apply} ${code}`}
                  @click=${() => void adaptBase(visit, id)}
                >
                  ${a.apply}
                </button>`
              : nothing,
        },
      ],
    })}
  </section>`
}

/** Asks under which code, and for which unit, a base shall be adapted, and begins. */
export async function adaptBase(visit: Here, id: string): Promise<void> {
  const [t, a] = [visit.words.processes, visit.words.adapting]
  const { units } = await visit.ask('GET /organisation')
  const create = intention(visit.ask)
  openEdit({
    title: a.applyTitle,
    lead: a.applyLead,
    fields: [
      { name: 'code', label: t.code, hint: t.codeHint },
      {
        name: 'unitId',
        label: a.unit,
        kind: 'select',
        optional: true,
        empty: a.wholeCommittee,
        choices: units.map((one) => ({ value: one.id, label: one.name })),
      },
    ],
    send: async ({ code, unitId }) => {
      const body = { code, ...(unitId ? { unitId } : {}) }
      const { draftId } = await create('POST /procedure-bases/{id}/adaptations', { id, body })
      visit.go(visit.at('quy-trinh', 'dieu-chinh', draftId))
    },
  })
}

/** Asks to whom of those below the process shall go, and hands it down. */
export async function handDown(visit: Here, { id }: Procedure): Promise<void> {
  const a = visit.words.adapting
  const { subordinates } = await visit.ask('GET /links', { query: { limit: 100 } })
  const below = subordinates.filter(({ state }) => state === 'accepted')
  const all = below.map(({ handle }) => handle)
  const send = intention(visit.ask)
  openEdit({
    title: a.handDownTitle,
    lead: below.length === 0 ? a.nobodyBelow : a.handDownLead,
    fields: [
      {
        name: 'handles',
        label: a.places,
        kind: 'ticks',
        value: all.join(','),
        choices: below.map(({ handle, name }) => ({ value: handle, label: name })),
      },
    ],
    save: a.handDown,
    send: async ({ handles }) => {
      const chosen = handles.split(',').filter(Boolean)
      const body = chosen.length === all.length ? {} : { handles: chosen }
      const { recipients } = await send('POST /procedures/{id}/recipients', { id, body })
      say(a.handedTo(recipients))
    },
  })
}
