import { html, nothing, type TemplateResult } from 'lit-html'
import { shape } from '../../parts/mark.ts'
import type { Inside } from '../../screen.ts'
import type { Results } from './paper.ts'

/** Committees below that hold a thing up, the worst first: which, what it waits for there, since how long. */
export function holdersOf(
  visit: Inside<'plans'>,
  holders: Results['holders'],
): TemplateResult | typeof nothing {
  const t = visit.words.plans
  if (holders.length === 0) return nothing
  const told = ({ word, days, late }: Results['holders'][number]): string =>
    [t.holders.waits(word, days), late > 1 ? t.late(late) : ''].filter(Boolean).join(' · ')
  return html`<h3>${t.holders.title(holders.length)}</h3>
    <ul class="links">
      ${holders.map(
        (one) =>
          html`<li>
            <a href=${visit.at('cong-viec', 'giao-cap-duoi', one.sendingId)}>${one.name}</a>
            <span class="mark bad">${shape('bad')}${told(one)}</span>
          </li>`,
      )}
    </ul>`
}
