import '../../style/flow.css'
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Template } from '../../../src/processes/template.ts'
import { intention } from '../../api/intention.ts'
import type { Procedure, ProcedureVersion } from '../../api/types.ts'
import { openEdit } from '../../parts/edit.ts'
import { facts } from '../../parts/head.ts'
import { wordOf } from '../../parts/kinds.ts'
import { alertLine } from '../../parts/problem.ts'
import { table } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'
import { date } from '../../text/dates.ts'
import { templateIn } from '../../processes/tabs.ts'
import { addHolder, removeHolder } from './holders.ts'
import { receipts } from './receipts.ts'
import { schedulesOf, standingOf } from './running.ts'

type State = { now: Procedure; template?: Template; problem?: unknown }

/** One process under control: what is in force and who has read it, its versions, who fills its roles. */
export default async function processPage(visit: Inside<'processes' | 'adapting'>): Promise<View> {
  const { params, signal, draw } = visit
  const id = params['id'] ?? ''
  const state: State = { now: await visit.ask('GET /procedures/{id}', { id, signal }) }
  const readTemplate = async (): Promise<void> => {
    const newest = state.now.versions[0]
    if (newest === undefined) return
    const version = await visit.ask('GET /procedure-versions/{id}', { id: newest.id, signal })
    state.template = templateIn(version)
  }
  await readTemplate()
  const refresh = async (): Promise<void> => {
    state.now = await visit.ask('GET /procedures/{id}', { id, signal })
    draw()
  }
  const attempt = async (work: () => Promise<unknown>, done?: string): Promise<void> => {
    delete state.problem
    try {
      await work()
      if (done) say(done)
      await refresh()
    } catch (problem) {
      state.problem = problem
      draw()
    }
  }
  const [standing, schedules] = [standingOf(visit, id), schedulesOf(visit, id)]
  return {
    title: `${state.now.code} ${state.now.name}`,
    resume: refresh,
    action: () => startButton(visit, state.now),
    body: () => html`
      <div class="paper-head">
        <p class="crumb"><a href=${visit.at('quy-trinh')}>‹ ${visit.words.processes.title}</a></p>
        <h1 tabindex="-1"><span class="nota">${state.now.code}</span> ${state.now.name}</h1>
      </div>
      ${alertLine(state.problem)}
      <div class="split">
        <div>
          ${versions(visit, state.now)} ${standing()} ${holders(visit, state, attempt)} ${schedules()}
        </div>
        <div class="aside">${side(visit, state.now, attempt)}</div>
      </div>
    `,
  }
}

type Attempt = (work: () => Promise<unknown>, done?: string) => Promise<void>

const inForceOf = ({ versions: all }: Procedure) => all.find(({ standing }) => standing === 'effective')

function startButton(visit: Inside<'processes' | 'adapting'>, now: Procedure): unknown {
  const t = visit.words.processes
  if (!visit.may('cases.start') || inForceOf(now) === undefined) return nothing
  const create = intention(visit.ask)
  const open = (): void =>
    openEdit({
      title: t.startTitle,
      fields: [{ name: 'title', label: t.caseTitle, hint: t.caseTitleHint }],
      save: t.start,
      send: async ({ title }) => {
        const { id } = await create('POST /cases', { body: { procedureId: now.id, title } })
        visit.go(visit.at('quy-trinh', 'ho-so', id))
      },
    })
  return html`<button class="button main" @click=${open}>${t.start}</button>`
}

/** Where a draft is written: a table of steps, or what it does differently from its base. */
const writing = ({ base }: Procedure): string => (base ? 'dieu-chinh' : 'soan')

function versions(visit: Inside<'processes' | 'adapting'>, now: Procedure): TemplateResult {
  const { versions: rows } = now
  const t = visit.words.processes
  return html`<section class="desk-group">
    <h2>${t.versions}</h2>
    ${table<Procedure['versions'][number]>({
      caption: t.versions,
      rows,
      key: ({ id }) => id,
      columns: [
        {
          title: t.versions,
          kind: 'main',
          cell: ({ id, number, note, standing }) =>
            html`<a
                class="row-link"
                data-row
                href=${visit.at('quy-trinh', standing === 'draft' && visit.may('procedures.write') ? writing(now) : 'ban', id)}
                >${t.number(number)}</a
              >
              <span class="row-sub">${note}</span>`,
        },
        { title: t.columns.inForce, kind: 'line', cell: ({ standing }) => t.standing[standing] },
        { title: t.effectiveFrom, kind: 'line', drop: 3, cell: ({ effectiveFrom }) => date(effectiveFrom) },
        { title: t.author, drop: 2, cell: ({ authorName }) => authorName },
        { title: t.approver, drop: 2, cell: ({ approverName }) => approverName ?? nothing },
      ],
    })}
  </section>`
}

/** A role of the committee is called as everywhere on the screens. */
const holderName = ({ kind, targetId, name }: Procedure['holders'][number]): string =>
  kind === 'role' ? wordOf(common().roles, targetId, name) : name

function holders(
  visit: Inside<'processes' | 'adapting'>,
  { now, template }: State,
  attempt: Attempt,
): TemplateResult | typeof nothing {
  const t = visit.words.processes
  if (template === undefined) return nothing
  const may = visit.may('procedures.write')
  return html`<section class="desk-group">
    <h2>${t.holders}</h2>
    <ul class="rows">
      ${Object.entries(template.roles ?? {}).map(([role, { name, by }]) => {
        const held = now.holders.filter((one) => one.role === role)
        const fixed = by === 'starter' || by === 'performer_of' ? t.byCase[by] : undefined
        return html`<li class="row-line">
          <span class="row-what"
            >${name}
            <span class="row-sub"
              >${
                fixed ??
                (held.length === 0
                  ? (t.holdersElse[by] ?? t.holdersNone)
                  : held.map(
                      (one) =>
                        html`${holderName(one)}
                        ${
                          may
                            ? html`<button
                                class="link small"
                                aria-label=${t.removeFrom(holderName(one), name)}
                                @click=${() => void attempt(() => removeHolder(visit, now, one))}
                              >
                                ✕
                              </button>`
                            : nothing
                        } `,
                    ))
              }</span
            ></span
          >
          ${
            may && fixed === undefined
              ? html`<button
                  class="button small"
                  aria-label=${t.addTo(name)}
                  @click=${() => void addHolder(visit, now, role, name, () => attempt(async () => undefined))}
                >
                  ${t.addHolderShort}
                </button>`
              : nothing
          }
        </li>`
      })}
    </ul>
  </section>`
}

function side(visit: Inside<'processes' | 'adapting'>, now: Procedure, attempt: Attempt): TemplateResult {
  const t = visit.words.processes
  const inForce = inForceOf(now)
  const draft = now.versions.find(({ standing }) => standing === 'draft' || standing === 'reviewing')
  const me = visit.here.me.memberId
  const read = now.receipts.some(({ memberId }) => memberId === me)
  // What is awaited of one comes first; anybody else may say so too.
  const awaited = now.awaited.some(({ id }) => id === me)
  return html`<section class="act">
      ${
        inForce && !read
          ? html`<button
              class=${awaited ? 'button main big' : 'button block'}
              @click=${() => void attempt(() => visit.ask('POST /procedure-versions/{id}/receipt', { id: inForce.id }), t.acknowledged)}
            >
              ${t.acknowledge}
            </button>`
          : nothing
      }
      ${inForce ? html`<a class="button block" href=${visit.at('quy-trinh', 'ban', inForce.id)}>${t.view}</a>` : nothing}
      ${
        visit.may('procedures.write') && !now.closedOn && draft === undefined
          ? html`<button class="button block" @click=${() => void newVersion(visit, now)}>
              ${t.newVersion}
            </button>`
          : nothing
      }
      ${inForce && visit.may('procedures.write') ? html`<button class="button block" @click=${() => void import('./bases.ts').then(({ adaptBase }) => adaptBase(visit, now.id))}>${visit.words.adapting.forUnit}</button>` : nothing}
      ${inForce && visit.may('procedures.approve') ? html`<button class="button block" @click=${() => void import('./bases.ts').then(({ handDown }) => handDown(visit, now))}>${visit.words.adapting.handDown}</button>` : nothing}
      ${visit.may('cases.read') ? html`<a class="button block" href="${visit.at('quy-trinh', 'ho-so')}?quy-trinh=${now.id}">${t.cases}</a>` : nothing}
      ${visit.may('cases.figures') ? html`<a class="button block" href=${visit.at('quy-trinh', now.id, 'so-lieu')}>${t.figures}</a>` : nothing}
      ${inForce && inForce.number > 1 && visit.may('cases.manage') ? html`<a class="button block" href=${visit.at('quy-trinh', now.id, 'chuyen-ho-so')}>${t.moves}</a>` : nothing}
      ${visit.may('procedures.approve') && !now.closedOn ? html`<button class="button danger block" @click=${() => withdraw(visit, now, attempt)}>${t.withdraw}</button>` : nothing}
    </section>
    <section class="aside-part">
      ${facts([
        [t.owner, now.owner.name],
        [visit.words.adapting.from, now.base && (now.base.issuer || visit.words.adapting.fromOwn)],
        [
          t.columns.inForce,
          inForce
            ? `${t.number(inForce.number)}, ${t.since(date(inForce.effectiveFrom))}`
            : now.closedOn
              ? t.closed(date(now.closedOn))
              : t.noneInForce,
        ],
        [t.reviewOn, date(now.reviewOn)],
      ])}
    </section>
    ${inForce ? receipts(visit, now) : nothing}`
}

async function newVersion(visit: Inside<'processes' | 'adapting'>, now: Procedure): Promise<void> {
  const made: Pick<ProcedureVersion, 'id'> = await intention(visit.ask)('POST /procedures/{id}/drafts', {
    id: now.id,
  })
  visit.go(visit.at('quy-trinh', writing(now), made.id))
}

function withdraw(visit: Inside<'processes' | 'adapting'>, { id }: Procedure, attempt: Attempt): void {
  const t = visit.words.processes
  openEdit({
    title: t.withdraw,
    fields: [{ name: 'reason', label: t.reason }],
    save: t.withdraw,
    send: ({ reason }) =>
      attempt(() => visit.ask('POST /procedures/{id}/withdrawal', { id, body: { reason } })),
  })
}
