import { HEADS } from './paper.ts'
import type { Paper, Part } from './paper.ts'

/** Where number and date are left blank on a signed paper, for the clerk to fill when it is issued. */
export const BLANKS = ['number', 'day', 'month', 'year'] as const
export type Blank = (typeof BLANKS)[number]

/**
 * A paper as HTML to be printed on A4, in the format of HD 05-HD/VPTW: signed, not yet
 * numbered. Each blank holds an element `[data-blank]` that stands on the line of the text.
 */
export function sheet(paper: Paper): string {
  const head = HEADS[paper.from]
  const [, name, symbol] = paper.type
  const letter = symbol === 'CV'
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${escape(paper.subject)}</title>
<style>${STYLE}</style></head><body>
<header>
  <div>${head.above === '' ? '' : `<p class="above">${escape(head.above)}</p>`}<p class="issuer">${escape(head.name)}</p><p>*</p>
    <p>Số ${blank('number')}-${symbol}/${head.suffix}</p>${letter ? `<p class="about">${escape(paper.subject)}</p>` : ''}</div>
  <div><p class="party">ĐẢNG CỘNG SẢN VIỆT NAM</p>
    <p class="date">${head.place}, ngày ${blank('day')} tháng ${blank('month')} năm ${blank('year')}</p></div>
</header>
${letter ? '' : `<h1>${escape(name.toUpperCase())}</h1><p class="subject">${escape(paper.subject)}</p><p class="rule">-----</p>`}
${(paper.grounds ?? []).map((line) => `<p class="ground">- ${escape(line)}</p>`).join('')}
${paper.body.map(part).join('\n')}
<footer><div><p class="to">Nơi nhận:</p>${paper.to.map((line) => `<p class="place">- ${escape(line)}</p>`).join('')}</div>
<div class="signature">${signature(paper)}</div></footer>
</body></html>`
}

const blank = (name: Blank): string => `<span class="blank ${name}"><i data-blank="${name}"></i></span>`

const signature = ({ signer }: Paper): string =>
  `${signer.authority === '' ? '' : `<p><b>${signer.authority} ${escape(signer.body)}</b></p>`}
  <p>${escape(signer.title.toUpperCase())}</p><p class="mark">(đã ký)</p><p><b>${escape(signer.name)}</b></p>`

function part(one: Part): string {
  if (typeof one === 'string') return `<p class="text">${escape(one)}</p>`
  const [head = [], ...rows] = one.rows
  const cells = (row: string[], tag: string): string =>
    `<tr>${row.map((cell) => `<${tag}>${escape(cell)}</${tag}>`).join('')}</tr>`
  return `<table><thead>${cells(head, 'th')}</thead><tbody>${rows.map((row) => cells(row, 'td')).join('')}</tbody></table>`
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const STYLE = `
@page { size: A4; margin: 20mm 15mm 20mm 30mm }
* { margin: 0; box-sizing: border-box }
body { width: 165mm; font: 12.5pt/1.45 'Noto Serif', serif; color: #000 }
header { display: flex; justify-content: space-between; text-align: center; font-size: 11.5pt; margin-bottom: 8mm }
header > div { width: 76mm } header > div:last-child { width: 86mm }
.issuer, .party, h1, .subject { font-weight: bold }
.party { border-bottom: 0.8pt solid; padding-bottom: 1mm; font-size: 12.5pt }
.date { font-style: italic; margin-top: 7mm }
.about { font-size: 10.5pt; font-style: italic; margin-top: 1mm }
.blank { display: inline-block } .blank i { display: inline-block; width: 0; height: 0 }
.number { width: 11mm } .day, .month { width: 7mm } .year { width: 11mm }
h1 { font-size: 14pt; text-align: center } .subject, .rule { text-align: center }
.rule { margin-bottom: 5mm } .ground { margin: 1mm 0 } .text { text-indent: 10mm; text-align: justify; margin: 2mm 0 }
table { width: 100%; border-collapse: collapse; font-size: 10.5pt; margin: 3mm 0 }
th, td { border: 0.6pt solid; padding: 1mm 1.5mm; vertical-align: top } tr { break-inside: avoid }
footer { display: flex; justify-content: space-between; margin-top: 8mm; break-inside: avoid }
.to { text-decoration: underline } .place { font-size: 10.5pt } .signature { text-align: center; width: 80mm }
.mark { margin: 7mm 0; font-style: italic }
`
