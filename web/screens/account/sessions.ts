import { html, nothing, type TemplateResult } from 'lit-html'
import { ask, type AnswerOf } from '../../api/ask.ts'
import type { Visit } from '../../screen.ts'
import { forget } from '../../session.ts'
import { say } from '../../shell/overlay.ts'
import { moment } from '../../text/dates.ts'
import type { Part } from './part.ts'

type Session = AnswerOf<'GET /auth/list-sessions'>[number]

/** Where this account is signed in, with a way to end each and all of them. */
export async function sessionsPart(visit: Visit<'account'>): Promise<Part> {
  const { draw } = visit
  const t = visit.words.account.sessions
  const [list, current] = await Promise.all([
    ask('GET /auth/list-sessions').catch((): Session[] => []),
    ask('GET /auth/get-session').catch(() => null),
  ])
  let rows = list
  const end = async ({ token, id }: Session): Promise<void> => {
    await ask('POST /auth/revoke-session', { body: { token } })
    rows = rows.filter((row) => row.id !== id)
    say(t.ended)
    draw()
  }
  const endAll = async (): Promise<void> => {
    await ask('POST /auth/revoke-sessions')
    forget()
    visit.go('/dang-nhap')
  }
  return {
    title: t.title,
    body: () =>
      html`<ul class="gathered">
          ${rows.map((row) => line(visit, row, row.token === current?.session.token, () => void end(row)))}
        </ul>
        <p><button class="button" @click=${endAll}>${t.all}</button></p>`,
  }
}

function line(visit: Visit<'account'>, session: Session, own: boolean, end: () => void): TemplateResult {
  const t = visit.words.account.sessions
  const device = deviceOf(session.userAgent ?? '') || t.unknown
  return html`<li>
    <span
      >${device} ${own ? html`<b>(${t.current})</b>` : nothing}
      <span class="row-sub"
        >${[session.ipAddress, t.last(moment(session.updatedAt))].filter(Boolean).join(' · ')}</span
      ></span
    >
    ${
      own
        ? nothing
        : html`<button class="link small" aria-label=${t.endName(device)} @click=${end}>${t.end}</button>`
    }
  </li>`
}

/** A browser's own description in two words people know: `Chrome, Windows`. */
export function deviceOf(userAgent: string): string {
  const first = (names: [RegExp, string][]): string =>
    names.find(([pattern]) => pattern.test(userAgent))?.[1] ?? ''
  const browser = first([
    [/Edg\//, 'Edge'],
    [/coc_coc/i, 'Cốc Cốc'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ])
  const system = first([
    [/Windows/, 'Windows'],
    [/Android/, 'Android'],
    [/iPad/, 'iPad'],
    [/iPhone/, 'iPhone'],
    [/Mac OS/, 'macOS'],
    [/Linux/, 'Linux'],
  ])
  return [browser, system].filter(Boolean).join(', ')
}
