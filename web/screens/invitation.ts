import { html, nothing, type TemplateResult } from 'lit-html'
import { ask } from '../api/ask.ts'
import { intention } from '../api/intention.ts'
import type { Invitation } from '../api/office.ts'
import { Problem } from '../api/problem.ts'
import { facts } from '../parts/head.ts'
import { alertLine } from '../parts/problem.ts'
import { proving } from '../parts/proving.ts'
import { withTarget } from '../parts/target.ts'
import type { Visit, View } from '../screen.ts'
import { refreshMe, signOut, whoami } from '../session.ts'
import { roleNames } from '../text/common.ts'
import { moment } from '../text/dates.ts'

/** An invitation by link: who invites whom to what, then in. Whoever has no account makes one and comes back. */
export default async function invitationPage(visit: Visit<'door'>): Promise<View> {
  const { params, signal, draw } = visit
  const t = visit.words.door.invitation
  const link = { committee: params['of'] ?? '', token: params['token'] ?? '' }
  const [invitation, person] = await Promise.all([
    ask('GET /invitations/{committee}/{token}', { ...link, signal }).catch((problem: unknown) => {
      throw problem instanceof Problem && problem.status === 410
        ? new Problem(410, 'gone', problem.message || t.gone)
        : problem
    }),
    whoami(),
  ])
  const accept = intention(ask)
  let problem: unknown
  const take = async (): Promise<void> => {
    const { handle } = await accept('POST /invitations/{committee}/{token}/acceptance', link)
    await refreshMe()
    visit.go(`/${handle}/ban-lam-viec`, { replace: true })
  }
  const proof = proving(visit, visit.words.door.proving, take)
  let waiting = false
  const enter = async (): Promise<void> => {
    problem = undefined
    try {
      await take()
    } catch (cause) {
      waiting = proof.met(cause)
      problem = waiting ? undefined : cause
      draw()
    }
  }
  return {
    title: t.title,
    body: () =>
      html`<div class="door">
        <p class="quiet">${t.title}</p>
        <h1 tabindex="-1">${t.lead(invitation.committee.name)}</h1>
        ${told(visit, invitation)} ${alertLine(problem)} ${waiting ? proof.body() : nothing}
        ${person ? signedIn(visit, person.user.name, waiting ? undefined : () => void enter()) : doors(visit, invitation)}
      </div>`,
  }
}

function told(visit: Visit<'door'>, { name, email, roles, expiresAt }: Invitation): TemplateResult {
  const t = visit.words.door.invitation
  return facts([
    [t.name, name],
    [t.email, email],
    [t.roles, roleNames(roles)],
    [t.expires, moment(expiresAt)],
  ])
}

function signedIn(visit: Visit<'door'>, name: string, enter: (() => void) | undefined): TemplateResult {
  const t = visit.words.door.invitation
  const leave = async (): Promise<void> => {
    await signOut()
    visit.go(withTarget('/dang-nhap', location.pathname))
  }
  return html`${enter ? html`<p class="door-act"><button class="main" @click=${enter}>${t.accept}</button></p>` : nothing}
    <p class="door-foot">${t.signedInAs(name)} <button class="link" @click=${leave}>${t.notMe}</button></p>`
}

function doors(visit: Visit<'door'>, { name, email }: Invitation): TemplateResult {
  const t = visit.words.door
  const here = location.pathname
  const create = `${withTarget('/tao-tai-khoan', here)}&${new URLSearchParams({ ten: name, thu: email })}`
  return html`<p class="door-act">${t.invitation.needAccount}</p>
    <p class="row">
      <a class="button main" href=${create}>${t.create.title}</a>
      <a class="button" href=${withTarget('/dang-nhap', here)}>${t.signIn.title}</a>
    </p>`
}
