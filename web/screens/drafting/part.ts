import { html, nothing, type TemplateResult } from 'lit-html'
import type { Document } from '../../api/types.ts'
import { checkList } from '../../parts/timeline.ts'
import type { Inside } from '../../screen.ts'
import { common } from '../../text/common.ts'
import { learnMore } from '../../text/words.ts'
import { roundsOf } from '../events/rounds.ts'
import { checksOf } from './format.ts'
import { movesPart, openMove, placeOf, wayPart } from './way.ts'

/** What the page of a document shows of its drafting. */
export type DraftPart = {
  /** Of a draft: where it lies, the ways on, what was checked. */
  act: () => unknown
  /** How it came here: hand-overs, versions, rounds of opinions. */
  way: () => unknown
}

/** Brings what concerns the drafting of a document, with its words, behind the page. */
export async function draftPart(
  inside: Inside,
  read: () => Document,
  done: () => Promise<void>,
): Promise<DraftPart> {
  const visit = await learnMore(inside, ['drafting'])
  const checks = checksOf(visit)
  const rounds = roundsOf(visit, () => read().id)
  const renew = async (): Promise<void> => {
    await Promise.all([rounds.renew(), done()])
  }
  return {
    act: () => {
      const document = read()
      return document.state === 'draft'
        ? actOf(visit, document, rounds.button(document), checks, renew)
        : nothing
    },
    way: () => html`${rounds.view()} ${wayPart(visit, read())}`,
  }
}

function actOf(
  visit: Inside<'drafting'>,
  document: Document,
  button: unknown,
  checks: ReturnType<typeof checksOf>,
  renew: () => Promise<void>,
): TemplateResult {
  const { submission } = visit.words.drafting
  return html`<section class="act">
      ${placeOf(visit, document)}
      ${movesPart(document, (move) => void openMove(visit, document, move, renew), button)}
      <p><a href=${visit.at('van-ban-di', document.id, 'phieu-trinh')}>${submission}</a></p>
    </section>
    ${checkList(checks(document), common().checks)}`
}
