import '../../style/compose.css'
import { html, nothing } from 'lit-html'
import { printAlone } from '../../parts/copy.ts'
import { openDialog } from '../../parts/dialog.ts'
import type { Inside } from '../../screen.ts'
import { dateLine, moment } from '../../text/dates.ts'
import type { Paper, Report } from './paper.ts'

const upper = (text: string): string => text.toLocaleUpperCase('vi')

/**
 * The cover sheet of a paper whose file was signed before it had its number: number, day and issuer on a page of their
 * own, beside a file that stays as it was signed and is named by the hash of its bytes. In Vietnamese whatever the
 * reader's language.
 */
export function coverDialog(
  visit: Inside<'signatures'>,
  { notation, issuedOn, issuer, typeName, subject, signer, files }: Paper,
  reports: Report[],
): void {
  const t = visit.words.signatures
  const print = (event: Event): void =>
    printAlone((event.currentTarget as Element).closest('dialog')?.querySelector('.sheet') ?? null)
  const signedBy = (sha256: string) =>
    reports
      .filter((one) => one.sha256 === sha256)
      .flatMap(({ signatures }) => signatures)
      .map(
        ({ verdict, claimedAt }) =>
          html`<p>- ${verdict}${claimedAt ? `; ghi ký ${moment(claimedAt)}` : nothing}.</p>`,
      )
  openDialog(
    t.cover,
    () =>
      html`<p class="hint">${t.coverHint}</p>
        <div class="sheet sheet-cover" lang="vi">
          <div class="sheet-top">
            <div>
              <p class="sheet-issuer">${upper(issuer)}</p>
              <p>*</p>
              <p class="nota-plain">Số ${notation}</p>
            </div>
            <div>
              <p><b>TỜ BÌA VĂN BẢN KÝ SỐ</b></p>
              <p class="sheet-date">${issuedOn ? dateLine(issuedOn) : nothing}</p>
            </div>
          </div>
          <p><b>${typeName}</b> ${subject}</p>
          ${signer ? html`<p>Người ký: ${signer}</p>` : nothing}
          ${files
            .filter(({ signed = 0 }) => signed > 0)
            .map(
              ({ name, sha256 }) =>
                html`<p>Tệp đã ký số: <b>${name}</b></p>
                  <p>SHA-256: ${sha256}</p>
                  ${signedBy(sha256)}`,
            )}
          <p>
            Tờ bìa này ghi số, ngày của văn bản ký số kèm theo. Tệp được giữ nguyên như khi ký, không ghi
            thêm; tệp đúng là tệp có mã SHA-256 như trên.
          </p>
        </div>
        <p class="row"><button class="main" type="button" @click=${print}>${t.print}</button></p>`,
  )
}
