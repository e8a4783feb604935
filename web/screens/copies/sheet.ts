import '../../style/compose.css'
import { html, nothing } from 'lit-html'
import type { Copy } from '../../api/types.ts'
import { printAlone } from '../../parts/copy.ts'
import { openDialog } from '../../parts/dialog.ts'
import type { Inside } from '../../screen.ts'
import { dateLine } from '../../text/dates.ts'

const upper = (text: string): string => text.toLocaleUpperCase('vi')

/**
 * The form of a copy, as it stands below the full-width line under the last page of its original (HD 05-HD/VPTW, NĐ
 * 30/2020): who copied it, under which number, when, who signed, whom it went to. In Vietnamese whatever the reader's
 * language.
 */
export function sheetDialog(
  visit: Inside<'issued'>,
  { by, name, part, recipients, cited }: Copy,
  { notation, issuedOn, issuer }: { notation: string; issuedOn: string; issuer: string },
): void {
  const t = visit.words.issued.copies
  const print = (event: Event): void =>
    printAlone((event.currentTarget as Element).closest('dialog')?.querySelector('.sheet') ?? null)
  openDialog(
    t.sheet,
    () =>
      html`<p class="hint">${t.sheetHint}</p>
        <div class="sheet" lang="vi">
          <p class="quiet">${part ? `${part}, ${cited}` : cited}</p>
          <hr />
          <div class="sheet-top">
            <div>
              <p class="sheet-issuer">${upper(issuer)}</p>
              <p>*</p>
              <p class="nota-plain">Số ${notation}</p>
            </div>
            <div>
              <p><b>${upper(name)}</b></p>
              <p class="sheet-date">${by.place ? `${by.place}, ` : nothing}${dateLine(issuedOn)}</p>
            </div>
          </div>
          <div class="sheet-foot">
            <div class="sheet-receivers">
              <p><u>Nơi nhận:</u></p>
              ${recipients.split('; ').map((one) => html`<p>- ${one},</p>`)}
              <p>- Lưu Văn thư.</p>
            </div>
            <div class="sheet-sign">
              ${by.authority && by.body ? html`<p><b>${by.authority} ${upper(by.body)}</b></p>` : nothing}
              <p>${by.authority && !by.body ? `${by.authority} ` : nothing}${upper(by.title)}</p>
              <p class="sheet-space"></p>
              <p><b>${by.name}</b></p>
            </div>
          </div>
        </div>
        <p class="row"><button class="main" @click=${print}>${t.print}</button></p>`,
  )
}
