import { html, nothing } from 'lit-html'
import type { Check } from '../../api/types.ts'
import { explain } from '../../parts/problem.ts'
import { checkList } from '../../parts/timeline.ts'
import type { Inside } from '../../screen.ts'
import { learnMore } from '../../text/words.ts'
import type { Paper, Report, SignedFile } from './paper.ts'

/** What the bytes of the files say of who signed them, checked anew each time it is looked at. */
export async function signaturesPart(inside: Inside, read: () => Paper): Promise<() => unknown> {
  const visit = await learnMore(inside, ['signatures'])
  const t = visit.words.signatures
  let asked = ''
  let reports: Report[] = []
  let checks: Check[] = []
  const look = async (key: string, { deliveryId, ...paper }: Paper): Promise<void> => {
    const signed = signedOf(paper.files)
    const { signal } = visit
    const one = ({ sha256 }: SignedFile): Promise<Report> =>
      deliveryId === undefined
        ? visit.ask('GET /files/{sha256}/signatures', { sha256, signal })
        : visit.ask('GET /deliveries/{id}/files/{sha256}/signatures', { id: deliveryId, sha256, signal })
    const found = await Promise.all(signed.map(one)).catch((problem: unknown) => explain(problem))
    if (key !== asked) return
    reports = typeof found === 'string' ? [] : found
    checks =
      typeof found === 'string'
        ? [{ id: 'signatures', state: 'warn', label: t.failed, detail: found }]
        : found.flatMap((report) => linesOf(report, found.length > 1))
    visit.draw()
  }
  const cover = async (): Promise<void> => (await import('./cover.ts')).coverDialog(visit, read(), reports)
  return () => {
    const paper = read()
    const key = signedOf(paper.files)
      .map(({ sha256 }) => sha256)
      .join(' ')
    if (key !== asked) {
      asked = key
      ;[reports, checks] = [[], []]
      if (key !== '') void look(key, paper)
    }
    if (key === '') return nothing
    return html`${paper.checked ? nothing : checkList(checks, t.title)}
    ${
      paper.notation
        ? html`<p class="row">
            <button class="button small" type="button" @click=${() => void cover()}>${t.cover}</button>
          </p>`
        : nothing
    }`
  }
}

const signedOf = (files: SignedFile[]): SignedFile[] => files.filter(({ signed = 0 }) => signed > 0)

function linesOf({ name, signatures, unchecked }: Report, several: boolean): Check[] {
  const of = several ? `${name}: ` : ''
  return [
    ...signatures.map(({ no, state, verdict, told }) => ({
      id: `signature-${no}`,
      state,
      label: of + verdict,
      detail: told,
    })),
    ...(unchecked === undefined
      ? []
      : [{ id: 'signatures', state: 'warn' as const, label: name, detail: unchecked }]),
  ]
}
