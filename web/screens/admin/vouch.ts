import { html, type TemplateResult } from 'lit-html'
import { openEdit } from '../../parts/edit.ts'
import { say } from '../../shell/overlay.ts'
import type { Catalogue } from '../../text/catalogue.ts'
import { moment } from '../../text/dates.ts'

type Claimed = { name: string; email: string; claim?: { name: string; at: string } | undefined }

/** Says of the account that came with a link that it is the person who was meant; what that means is said first. */
export function vouch(
  t: Catalogue['lists']['invitations'],
  { name, email, claim }: Claimed,
  send: (at: string) => Promise<unknown>,
  refresh: () => Promise<void>,
): void {
  if (!claim) return
  openEdit({
    title: t.vouchName(name),
    lead: t.vouchLead(name, claim.name, email),
    save: t.vouch,
    fields: [],
    send: async () => {
      await send(claim.at)
      await refresh()
      say(t.vouched(claim.name))
    },
  })
}

/** Who came with a link, and whether those who invited have said that it is them. */
export const claimLine = (
  t: Catalogue['lists']['invitations'],
  { name, at, vouched }: { name: string; at: string; vouched: boolean },
): TemplateResult =>
  html`<span class="row-sub"
    ><span class=${vouched ? 'good' : 'warn'}
      >${vouched ? t.vouched(name) : t.claimed(name, moment(at))}</span
    ></span
  >`
