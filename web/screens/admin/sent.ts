import { html, nothing, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { Sent } from '../../api/office.ts'
import { claimLine, vouch } from './vouch.ts'
import { openEdit } from '../../parts/edit.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { moment } from '../../text/dates.ts'

/** The invitations nobody has taken up yet, those that wait for a word first; one that waits can be taken back. */
export function sentPart(
  visit: Inside<'admin' | 'lists'>,
  rows: Sent[],
  refresh: () => Promise<void>,
): TemplateResult | typeof nothing {
  const asks = ({ claim }: Sent): number => (claim?.vouched === false ? 0 : 1)
  const waiting = rows.filter(({ state }) => state === 'waiting').toSorted((a, b) => asks(a) - asks(b))
  const late = rows.filter(({ state }) => state === 'expired' || state === 'lapsed')
  if (waiting.length + late.length === 0) return nothing
  return html`<section class="admin-part">
    <div class="part-head">
      <h2>${visit.words.admin.members.sent}</h2>
      ${
        waiting.length < 2
          ? nothing
          : html`<button class="button" @click=${() => withdrawAll(visit, refresh)}>
              ${visit.words.lists.invitations.withdrawAll}…
            </button>`
      }
    </div>
    <ul class="gathered">
      ${[...waiting, ...late].map((row) => line(visit, row, refresh))}
    </ul>
  </section>`
}

function withdrawAll(visit: Inside<'admin' | 'lists'>, refresh: () => Promise<void>): void {
  const { invitations } = visit.words.lists
  const { members } = visit.words.admin
  openEdit({
    title: invitations.withdrawAll,
    lead: members.withdrawLead,
    save: invitations.withdrawAll,
    fields: [],
    send: async () => {
      const { withdrawn } = await intention(visit.ask)('POST /invitations/withdrawal')
      await refresh()
      say(invitations.withdrew(withdrawn))
    },
  })
}

function line(visit: Inside<'admin' | 'lists'>, row: Sent, refresh: () => Promise<void>): TemplateResult {
  const { invitations: t } = visit.words.lists
  const { members } = visit.words.admin
  const withdraw = async (): Promise<void> => {
    await visit.ask('DELETE /invitations/{id}', { id: row.id })
    say(t.withdrawn)
    await refresh()
  }
  const { claim } = row
  return html`<li>
    <span
      >${row.name}
      <span class="row-sub"
        >${row.email} ·
        ${row.state === 'lapsed' ? t.lapsed(row.by) : t.states[row.state]}${row.state === 'waiting' ? ` · ${members.expires(moment(row.expiresAt))}` : ''}</span
      >${claim ? claimLine(t, claim) : nothing}</span
    >
    ${
      claim && !claim.vouched
        ? html`<button
            class="button small"
            aria-label=${t.vouchName(row.name)}
            @click=${() => vouch(t, row, (at) => visit.ask('POST /invitations/{id}/vouching', { id: row.id, body: { at } }), refresh)}
          >
            ${t.vouch}…
          </button>`
        : nothing
    }
    ${
      row.state === 'waiting' || row.state === 'lapsed'
        ? html`<button class="link small" aria-label=${t.withdrawName(row.name)} @click=${withdraw}>
            ${t.withdraw}
          </button>`
        : nothing
    }
  </li>`
}
