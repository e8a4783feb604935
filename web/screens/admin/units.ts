import { html, nothing, type TemplateResult } from 'lit-html'
import type { Organisation, Unit } from '../../api/office.ts'
import { emptyState } from '../../parts/head.ts'
import type { Inside, View } from '../../screen.ts'
import { common } from '../../text/common.ts'
import { date } from '../../text/dates.ts'
import { adminHead, admit } from './common.ts'
import { positionsPart } from './positions.ts'
import type { Structure } from './structure.ts'
import { inTree } from './tree.ts'
import { closeUnit, editUnit, reopenUnit } from './unit-edit.ts'

/** The units of the committee as a tree, and its positions in rank order. */
export default async function unitsScreen(visit: Inside<'admin'>): Promise<View> {
  const { signal, draw } = visit
  admit(visit, 'units')
  const read = (): Promise<Organisation> => visit.ask('GET /organisation', { signal })
  const state: Structure = {
    organisation: await read(),
    refresh: async () => {
      state.organisation = await read()
      draw()
    },
  }
  const t = visit.words.admin
  return {
    title: t.tabs.units,
    resume: state.refresh,
    body: () => html`${adminHead(visit, 'units')} ${unitsPart(visit, state)} ${positionsPart(visit, state)}`,
  }
}

function unitsPart(visit: Inside<'admin'>, state: Structure): TemplateResult {
  const t = visit.words.admin.units
  const rows = inTree(state.organisation.units)
  return html`<section class="admin-part">
    <div class="part-head">
      <h2>${t.title}</h2>
      <button class="button" @click=${() => editUnit(visit, state)}>${t.add}</button>
    </div>
    ${
      rows.length === 0
        ? emptyState(t.none, t.noneHint)
        : html`<ul class="gathered tree">
            ${rows.map(({ unit, depth }) => line(visit, state, unit, depth))}
          </ul>`
    }
  </section>`
}

function line(visit: Inside<'admin'>, state: Structure, unit: Unit, depth: number): TemplateResult {
  const t = visit.words.admin.units
  return html`<li class="depth-${Math.min(depth, 4)} ${unit.closed ? 'quiet' : ''}">
    <span
      >${unit.name} ${unit.closed ? html`<span class="small">(${t.isClosed})</span>` : nothing}
      <span class="row-sub">${told(visit, unit)}</span></span
    >
    ${
      unit.closed
        ? html`<button
            class="link small"
            aria-label=${t.reopenName(unit.name)}
            @click=${() => reopenUnit(visit, state, unit)}
          >
            ${t.reopen}
          </button>`
        : html`<span class="row-acts">
            <button
              class="link small"
              aria-label=${visit.words.admin.edit(unit.name)}
              @click=${() => editUnit(visit, state, unit)}
            >
              ${common().edit}
            </button>
            <button
              class="link small"
              aria-label=${t.closeName(unit.name)}
              @click=${() => closeUnit(visit, state, unit)}
            >
              ${t.close}
            </button>
          </span>`
    }
  </li>`
}

/** What a unit is, where that says something, its days, and which one took over from it. */
function told(visit: Inside<'admin'>, { kind, kindName, opensOn, closesOn, heir }: Unit): string {
  const t = visit.words.admin.units
  return [
    kind === 'body' ? '' : kindName,
    opensOn || closesOn ? t.days(date(opensOn), date(closesOn)) : '',
    heir ? t.heirIs(heir.name) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}
