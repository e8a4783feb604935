import { PDFDocument, rgb, StandardFonts } from '@cantoo/pdf-lib'
import type { Blank } from './sheet.ts'

/** Where each blank of a paper stands on its first page: its middle and its line, in points from the lower left. */
export type Places = Record<Blank, [x: number, y: number]>

const SIZE = 12.5
/** Blue, as a clerk's stamp. */
const INK = rgb(0.05, 0.15, 0.55)

/**
 * Writes number and date into a signed paper, as the clerk does when it is issued: the number in two digits at
 * least, day below 10 and months 1 and 2 with a zero before.
 * @param issuedOn `YYYY-MM-DD`
 */
export async function stamp(
  pdf: Uint8Array,
  places: Places,
  number: number,
  issuedOn: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const document = await PDFDocument.load(pdf)
  const font = await document.embedFont(StandardFonts.TimesRomanBold)
  const page = document.getPage(0)
  const [year = '', month = '', day = ''] = issuedOn.split('-')
  const texts: Record<Blank, string> = {
    number: String(number).padStart(2, '0'),
    day,
    month: Number(month) > 2 ? String(Number(month)) : month,
    year,
  }
  for (const [blank, text] of Object.entries(texts) as [Blank, string][]) {
    const [x, y] = places[blank]
    const left = x - font.widthOfTextAtSize(text, SIZE) / 2
    page.drawText(text, { x: left, y, size: SIZE, font, color: INK })
  }
  return new Uint8Array(await document.save())
}
