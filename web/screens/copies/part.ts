import { html, nothing, type TemplateResult } from 'lit-html'
import type { Copy, CopyMade } from '../../api/types.ts'
import { facts } from '../../parts/head.ts'
import type { Inside } from '../../screen.ts'
import { date } from '../../text/dates.ts'
import type { Side } from './dialog.ts'

type Visit = Inside<'issued'>
/** A paper as far as its copies go. */
export type Copied = {
  id: string
  notation: string
  issuedOn: string
  issuer: string
  copy?: Copy | undefined
  copiesMade: CopyMade[]
  /** Whether a copy of it may be made now. */
  open: boolean
}

/**
 * What a paper has to do with copies: of which it is one, which were made of it, and the way to make another.
 * @param done brings the screen up to date
 */
export function copiesPart(
  visit: Visit,
  side: Side,
  paper: Copied,
  done: () => Promise<void>,
): TemplateResult | typeof nothing {
  const t = visit.words.issued.copies
  const { copy, copiesMade, open, id, notation } = paper
  const may = open && visit.may('documents.issue')
  if (!copy && copiesMade.length === 0 && !may) return nothing
  const start = async (): Promise<void> => {
    const { copyDialog } = await import('./dialog.ts')
    await copyDialog(visit, side, { id, notation }, done)
  }
  return html`<section class="aside-part">
    <h2>${copy ? copy.name : copiesMade.length > 0 ? t.made : t.isCopy}</h2>
    ${copy ? aboutCopy(visit, copy, paper) : nothing}
    ${copy && copiesMade.length > 0 ? html`<h3>${t.made}</h3>` : nothing}
    <ul class="links">
      ${copiesMade.map(
        (one) =>
          html`<li>
            <a class="nota" href=${visit.at('van-ban-di', one.id)}>${one.notation}</a> ${one.name},
            ${date(one.issuedOn)}
            <span class="row-sub">${one.ended ?? t.madeTo(one.recipients)}</span>
          </li>`,
      )}
    </ul>
    ${may ? html`<button class="button" @click=${() => void start()}>${t.send}</button>` : nothing}
  </section>`
}

function aboutCopy(visit: Visit, copy: Copy, paper: Copied): TemplateResult {
  const t = visit.words.issued.copies
  const { original, by, part, cited } = copy
  const show = async (): Promise<void> => (await import('./sheet.ts')).sheetDialog(visit, copy, paper)
  return html`${facts([
      [t.of, cited],
      [t.ofPart, part],
      [t.by, [by.authority, by.title, by.name].filter(Boolean).join(' ')],
    ])}
    <p class="row">
      ${
        original
          ? html`<a
              class="button small"
              href=${visit.at(original.side === 'incoming' ? 'van-ban-den' : 'van-ban-di', original.id)}
              >${t.openOriginal}</a
            >`
          : nothing
      }
      <button class="button small" @click=${() => void show()}>${t.openSheet}</button>
    </p>`
}
