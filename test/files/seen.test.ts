import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import { describe, expect, test } from 'vitest'
import { costOf } from './cost.ts'
import { packedStream, pdfOf, plainStream } from './hostile.ts'
import { docx, jpeg, png, xlsx, zipOf } from '../support/files.ts'

const body = (inner: string) => ({
  'word/document.xml': `<w:document><w:body>${inner}</w:body></w:document>`,
})
const run = (text: string, looks = '') => `<w:p><w:r><w:rPr>${looks}</w:rPr><w:t>${text}</w:t></w:r></w:p>`
const sheet = (inner: string) => ({ 'xl/worksheets/sheet1.xml': `<worksheet>${inner}</worksheet>` })
const utf16 = (text: string): string =>
  [...`\ufeff${text}`]
    .map((char) => char.charCodeAt(0))
    .map((code) => String.fromCharCode(code >> 8, code & 255))
    .join('')
const latin = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')
const WORDS: Record<string, string> = { M: '01', Ậ: '02', T: '03', Ố: '04', I: '05', ' ': '06' }
/** Writing in the codes of the font of {@link paper}. */
const codes = (text: string): string => `<${[...text].map((letter) => `00${WORDS[letter]}`).join('')}>`
const MAP =
  'begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 5 beginbfchar <0001> <004d> <0002> <1eac> <0003> <0054> <0004> <1ed0> <0005> <0049> <0006> <0020> endbfchar endcmap'
const FONT = '<</Type/Font/Subtype/Type0/ToUnicode 2 0 R>>'
/** A PDF whose first three objects are a font, its map, and a page that draws the fourth. */
const paper = (...objects: (string | Uint8Array)[]): Uint8Array =>
  pdfOf(FONT, packedStream(MAP), '<</Type/Page/Resources<</Font<</F1 1 0 R>>>>/Contents 4 0 R>>', ...objects)
const draws = (content: string) => paper(packedStream(content))
const simple = (encoding: string, shown: string) =>
  pdfOf(
    `<</Type/Font/Subtype/TrueType/Encoding ${encoding}>>`,
    '<<>>',
    '<</Type/Page/Resources<</Font<</F1 1 0 R>>>>/Contents 4 0 R>>',
    packedStream(`BT /F1 12 Tf ${shown} Tj ET`),
  )
const thirtyPages = Array.from({ length: 30 }, (_, i) => [
  `<</Type/Page/Contents ${2 * i + 6} 0 R>>`,
  packedStream('BT (x) Tj ET'),
]).flat()
const inStream = (objects: string[], from = 10): Uint8Array => {
  let at = 0
  const head = objects.map((object, i) => {
    const place = `${from + i} ${at}`
    at += object.length + 1
    return place
  })
  return packedStream(
    `${head.join(' ')} ${objects.join(' ')}`,
    `/Type/ObjStm/N ${objects.length}/First ${head.join(' ').length + 1}`,
  )
}

const STAMPED: [string, string, Uint8Array][] = [
  ['capitals by formatting', 'a.docx', docx([], body(run('Báo cáo (mật)', '<w:caps/>')))],
  ['small capitals', 'a.docx', docx([], body(run('văn bản mật', '<w:smallCaps w:val="true"/>')))],
  [
    'two stamps in the cells of a table',
    'a.docx',
    docx(
      [],
      body(
        '<w:tbl><w:tr><w:tc><w:p><w:t>MẬT</w:t></w:p></w:tc><w:tc><w:p><w:t>HỎA TỐC</w:t></w:p></w:tc></w:tr></w:tbl>',
      ),
    ),
  ],
  [
    'a stamp behind a tab',
    'a.docx',
    docx([], body('<w:p><w:r><w:t>TỈNH ỦY</w:t><w:tab/><w:t>MẬT</w:t></w:r></w:p>')),
  ],
  [
    'the watermark of Word',
    'a.docx',
    docx(['x'], {
      'word/header2.xml': '<w:hdr><v:shape><v:textpath style="x" string="MẬT"/></v:shape></w:hdr>',
    }),
  ],
  [
    'other words for a picture',
    'a.docx',
    docx([], body('<wp:docPr id="1" name="Picture 1" descr="Dấu: &#10;MẬT" title="MẬT"/>')),
  ],
  [
    'a text box',
    'a.docx',
    docx([], body('<w:p><w:txbxContent><w:p><w:r><w:t>MẬT</w:t></w:r></w:p></w:txbxContent></w:p>')),
  ],
  [
    'a comment',
    'a.docx',
    docx(['x'], { 'word/comments.xml': `<w:comments><w:comment>${run('MẬT')}</w:comment></w:comments>` }),
  ],
  [
    'SmartArt',
    'a.docx',
    docx(['x'], {
      'word/diagrams/data1.xml': '<dgm:pt><dgm:t><a:p><a:r><a:t>MẬT</a:t></a:r></a:p></dgm:t></dgm:pt>',
    }),
  ],
  [
    'SmartArt in capitals',
    'a.docx',
    docx(['x'], {
      'word/diagrams/data1.xml': '<a:p><a:r><a:rPr cap="all"/><a:t>Tài liệu mật</a:t></a:r></a:p>',
    }),
  ],
  [
    'a chart',
    'a.docx',
    docx(['x'], { 'word/charts/chart1.xml': '<c:title><a:p><a:r><a:t>MẬT</a:t></a:r></a:p></c:title>' }),
  ],
  [
    'a footnote',
    'a.docx',
    docx(['x'], { 'word/footnotes.xml': `<w:footnotes>${run('Độ mật: Mật')}</w:footnotes>` }),
  ],
  [
    'a property',
    'a.docx',
    docx(['x'], {
      'docProps/core.xml': '<cp:coreProperties><cp:keywords>MẬT</cp:keywords></cp:coreProperties>',
    }),
  ],
  [
    'a font of TCVN3 in capitals',
    'a.docx',
    docx([], body(run('tµi liÖu mËt', '<w:rFonts w:ascii=".VnTimeH"/>'))),
  ],
  ['a font of VNI', 'a.docx', docx([], body(run('MAÄT', '<w:rFonts w:ascii="VNI-Times"/>')))],
  [
    'a list’s sign',
    'a.docx',
    docx(['x'], { 'word/numbering.xml': '<w:lvl><w:lvlText w:val="MẬT"/></w:lvl>' }),
  ],
  ['CDATA', 'a.docx', docx([], body('<w:p><w:t><![CDATA[MẬT]]></w:t></w:p>'))],
  ['signs by number', 'a.docx', docx([], body('<w:p><w:t>M&#x1EAC;T</w:t></w:p>'))],
  [
    'the name of a sheet',
    'a.xlsx',
    xlsx(['x'], {
      'xl/workbook.xml': '<workbook><sheets><sheet name="MẬT" sheetId="1"/></sheets></workbook>',
    }),
  ],
  [
    'codes of a header',
    'a.xlsx',
    xlsx(
      ['x'],
      sheet(
        '<headerFooter><oddHeader>&amp;L&amp;D&amp;C&amp;"Times,Bold"&amp;KFF0000&amp;14MẬT&amp;RTrang &amp;P</oddHeader></headerFooter>',
      ),
    ),
  ],
  ['a cell with its own text', 'a.xlsx', xlsx(['x'], sheet('<c t="inlineStr"><is><t>MẬT</t></is></c>'))],
  ['what a formula gives', 'a.xlsx', xlsx(['x'], sheet('<c t="str"><f>IF(A1=1,"M","x")</f><v>MẬT</v></c>'))],
  [
    'a note of a cell',
    'a.xlsx',
    xlsx(['x'], {
      'xl/comments1.xml': '<comments><comment><text><r><t>MẬT</t></r></text></comment></comments>',
    }),
  ],
  [
    'a shape over a sheet',
    'a.xlsx',
    xlsx(['x'], { 'xl/drawings/drawing1.xml': '<xdr:sp><a:p><a:r><a:t>MẬT</a:t></a:r></a:p></xdr:sp>' }),
  ],
  [
    'a note on a page',
    'a.pdf',
    draws('') && paper(packedStream(''), `<</Type/Annot/Subtype/FreeText/Contents(${utf16('MẬT')})>>`),
  ],
  ['a field of a form', 'a.pdf', paper(packedStream(''), `<</FT/Tx/T(domat)/V(${utf16('Độ mật: Mật')})>>`)],
  ['a note in UTF-8', 'a.pdf', paper(packedStream(''), `<</Type/Annot/Contents(${latin('\ufeffMẬT')})>>`)],
  [
    'the title among the properties',
    'a.pdf',
    paper(packedStream(''), `<</Producer(x)/Title(${utf16('MẬT')})>>`),
  ],
  [
    'the thirty-first page',
    'a.pdf',
    paper(packedStream(`BT /F1 9 Tf ${codes('MẬT')} Tj ET`), ...thirtyPages),
  ],
  [
    'the last of many pages',
    'a.pdf',
    pdfOf(
      FONT,
      packedStream(MAP),
      '<<>>',
      '<<>>',
      ...thirtyPages,
      `<</Type/Page/Resources<</Font<</F1 1 0 R>>>>/Contents 66 0 R>>`,
      packedStream(`BT /F1 9 Tf ${codes('MẬT')} Tj ET`),
    ),
  ],
  [
    'a watermark that is turned',
    'a.pdf',
    draws(`BT (x) Tj ET q .7 .7 -.7 .7 100 100 cm BT /F1 80 Tf 1 0 0 1 0 0 Tm ${codes('MẬT')} Tj ET Q`),
  ],
  [
    'places by the matrix of the page',
    'a.pdf',
    draws(
      `q 1 0 0 1 50 700 cm BT (TINH UY) Tj ET Q q 1 0 0 1 50 600 cm BT /F1 9 Tf ${codes('MẬT')} Tj ET Q q 1 0 0 1 50 500 cm BT (So 5) Tj ET Q`,
    ),
  ],
  [
    'a letter at a time',
    'a.pdf',
    draws(
      `BT /F1 10 Tf 1 0 0 1 50 700 Tm ${codes('M')} Tj 1 0 0 1 58 700 Tm ${codes('Ậ')} Tj 1 0 0 1 66 700 Tm ${codes('T')} Tj ET`,
    ),
  ],
  [
    'letters set apart by numbers',
    'a.pdf',
    draws(`BT /F1 10 Tf [${codes('M')} -400 ${codes('Ậ')} -400 ${codes('T')}] TJ ET`),
  ],
  [
    'drawn twice to look bold',
    'a.pdf',
    draws(`BT /F1 10 Tf 1 0 0 1 50 700 Tm ${codes('MẬT')} Tj 1 0 0 1 50.3 700 Tm ${codes('MẬT')} Tj ET`),
  ],
  ['glyphs by their numbers of Unicode', 'a.pdf', simple('<</Differences[1/M/uni1EAC/T]>>', '<010203>')],
  ['glyphs by their names', 'a.pdf', simple('<</Differences[1/M/Acircumflexdotbelow/T]>>', '<010203>')],
  ['a font from before Unicode', 'a.pdf', simple('/WinAnsiEncoding', '(M\\313T)')],
  [
    'armour of letters',
    'a.pdf',
    paper(
      plainStream(
        Buffer.from(`BT /F1 9 Tf ${codes('MẬT')} Tj ET`).toString('hex') + '>',
        '/Filter/ASCIIHexDecode',
      ),
    ),
  ],
  [
    'fonts that the page tree hands down',
    'a.pdf',
    pdfOf(
      FONT,
      packedStream(MAP),
      '<</Type/Pages/Resources 5 0 R>>',
      packedStream(`BT /F1 9 Tf ${codes('MẬT')} Tj ET`),
      '<</Font 6 0 R>>',
      '<</F1 1 0 R>>',
      '<</Type/Page/Parent 3 0 R/Contents 4 0 R>>',
    ),
  ],
  [
    'a page in two streams',
    'a.pdf',
    pdfOf(
      FONT,
      packedStream(MAP),
      '<</Type/Page/Resources<</Font<</F1 1 0 R>>>>/Contents[4 0 R 5 0 R]>>',
      packedStream('BT /F1 9 Tf'),
      packedStream(`${codes('MẬT')} Tj ET`),
    ),
  ],
  [
    'a form that is drawn',
    'a.pdf',
    paper(
      packedStream('/X Do'),
      packedStream(
        `BT /F1 9 Tf ${codes('MẬT')} Tj ET`,
        '/Type/XObject/Subtype/Form/Resources<</Font<</F1 1 0 R>>>>',
      ),
    ),
  ],
  [
    'objects in a stream',
    'a.pdf',
    pdfOf(
      packedStream(MAP),
      packedStream(`BT /F1 9 Tf ${codes('MẬT')} Tj ET`),
      inStream([
        '<</Type/Page/Resources<</Font<</F1 11 0 R>>>>/Contents 2 0 R>>',
        '<</Type/Font/Subtype/Type0/ToUnicode 1 0 R>>',
      ]),
    ),
  ],
]

describe('a stamp is seen wherever a reader would see it', () => {
  test.each(STAMPED)('%s', async (_, name, bytes) => {
    expect((await costOf(name, bytes)).outcome).toBe('file_secret')
  })

  test.each(['RC4-40', 'RC4-128', 'AES-128', 'AES-256'] as const)(
    'a PDF behind %s that only its owner may change; behind a password it is refused',
    async (algorithm) => {
      expect((await costOf('a.pdf', await encrypted(algorithm, ''))).outcome).toBe('file_secret')
      const closed = await costOf('a.pdf', await encrypted(algorithm, 'mot-mat-khau'))
      expect(closed.outcome).toBe('file_content')
      expect(closed.refusal).toContain('bỏ mật khẩu')
    },
  )

  test('a PDF for one reader’s certificate is refused', async () => {
    const locked = Buffer.from(pdfOf('<</Filter/Adobe.PubSec/V 4>>'))
      .toString('latin1')
      .replace('/Root 1 0 R', '/Encrypt 1 0 R')
    expect((await costOf('a.pdf', Buffer.from(locked, 'latin1'))).refusal).toContain('bỏ mật khẩu')
  })
})

async function encrypted(algorithm: 'RC4-40' | 'RC4-128' | 'AES-128' | 'AES-256', userPassword: string) {
  const document = await PDFDocument.create()
  document.addPage().drawText('M\u00cbT', { font: await document.embedFont(StandardFonts.Helvetica), y: 700 })
  document.encrypt({ userPassword, ownerPassword: 'chu', algorithm, allowWeakCryptography: true })
  return document.save()
}

const HONEST: [string, string, Uint8Array][] = [
  ['a formula that speaks of it', 'a.xlsx', xlsx(['x'], sheet('<c><f>IF(A1="MẬT",1,0)</f><v>0</v></c>'))],
  ['a field code', 'a.docx', docx([], body('<w:p><w:r><w:instrText>MẬT</w:instrText></w:r></w:p>'))],
  ['a font’s name', 'a.docx', docx(['x'], { 'word/fontTable.xml': '<w:t>MẬT</w:t>' })],
  ['a comment of XML', 'a.docx', docx([], body('<!--<w:p><w:t>MẬT</w:t></w:p>-->'))],
  ['a name all in capitals', 'a.docx', docx([], body(run('Nguyễn Văn Mật', '<w:caps/>')))],
  ['honey', 'a.xlsx', xlsx(['MẬT ONG', 'mật', 'Sáp'])],
  ['a column of levels', 'a.xlsx', xlsx(['STT', 'Tuyệt mật', 'Tối mật', 'Mật', 'Cộng'])],
  [
    'the word in a PDF',
    'a.pdf',
    simple('<</Differences[1/b/uni1EA3/o/space/m/uni1EAD/t]>>', '<01020304050607>'),
  ],
  ['a title with the words of PDF in it', 'a.pdf', paper('<</Title(Live stream endobj)>>', packedStream(''))],
]

describe('what is no stamp is let through', () => {
  test.each(HONEST)('%s', async (_, name, bytes) => {
    expect((await costOf(name, bytes)).outcome).toBe('taken')
  })
})

const rels = (type: string, more = '') => ({
  'word/_rels/document.xml.rels': `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="x" ${more}/></Relationships>`,
})
const OUTSIDE = 'TargetMode="External"'
const ACTIVE: [string, string, Uint8Array][] = [
  ['mã JavaScript', 'a.pdf', paper(packedStream(''), '<</S/JavaScript/JS(app.alert\\(1\\))>>')],
  ['mã JavaScript', 'a.pdf', paper(packedStream(''), '<</S/J#61vaScript/JS 9 0 R>>')],
  ['mã JavaScript', 'a.pdf', pdfOf(inStream(['<</OpenAction<</S/JavaScript>>>>']))],
  ['lệnh mở chương trình khác', 'a.pdf', paper(packedStream(''), '<</S/Launch/F(cmd.exe)>>')],
  ['tệp đính trong PDF', 'a.pdf', paper(packedStream(''), '<</Names<</EmbeddedFiles 9 0 R>>>>')],
  ['biểu mẫu động XFA', 'a.pdf', paper(packedStream(''), '<</AcroForm<</XFA 9 0 R>>>>')],
  [
    'mẫu văn bản nạp từ địa chỉ bên ngoài',
    'a.docx',
    docx(['x'], {
      'word/_rels/settings.xml.rels': rels('attachedTemplate', OUTSIDE)['word/_rels/document.xml.rels'],
    }),
  ],
  ['đối tượng OLE nhúng', 'a.docx', docx(['x'], rels('oleObject'))],
  ['điều khiển ActiveX', 'a.docx', docx(['x'], rels('control'))],
  ['ảnh nạp từ địa chỉ bên ngoài', 'a.docx', docx(['x'], rels('image', OUTSIDE))],
]

describe('what acts when a file is opened is told', () => {
  test.each(ACTIVE)('%s (%s)', async (what, name, bytes) => {
    const { outcome, active } = await costOf(name, bytes)
    expect(outcome).toBe('taken')
    expect(active).toEqual([what])
  })

  test('and where nothing does, nothing is', async () => {
    for (const [name, bytes] of [
      ['a.docx', docx(['x'], rels('hyperlink', OUTSIDE))],
      ['a.pdf', draws('BT /F1 9 Tf (x) Tj ET')],
    ] as const)
      expect(await costOf(name, bytes)).toMatchObject({ outcome: 'taken', active: [], unread: [] })
  })
})

describe('what cannot be read is told', () => {
  const scan = '<</Type/XObject/Subtype/Image/Length 3>>\nstream\nxyz\nendstream'
  test.each<[string, string, Uint8Array, string]>([
    ['a scan', 'a.pdf', paper(packedStream('/I Do'), scan), '1/1 trang là ảnh quét, không có lớp chữ'],
    [
      'glyphs without their letters',
      'a.pdf',
      pdfOf(
        '<</Type/Font/Subtype/Type0>>',
        '<<>>',
        '<</Type/Page/Resources<</Font<</F1 1 0 R>>>>/Contents 4 0 R>>',
        packedStream('BT /F1 9 Tf <0001> Tj ET'),
      ),
      'chữ trong phông không kèm bảng mã',
    ],
    [
      'pictures in Word',
      'a.docx',
      docx(['x'], { 'word/media/image1.png': 'x', 'word/media/image2.emf': 'x' }),
      'chữ trong 2 ảnh chèn vào văn bản',
    ],
    ['a file in the file', 'a.docx', docx(['x'], rels('package')), 'tệp Office nhúng'],
    ['a picture', 'a.png', png(), 'ảnh: hệ thống không đọc được chữ trong ảnh'],
  ])('%s', async (_, name, bytes, what) => {
    expect(await costOf(name, bytes)).toMatchObject({ outcome: 'taken', unread: [what] })
  })
})

describe('a file that is two things at once is refused', () => {
  const joined = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts))
  const html = Buffer.from('<html><script>alert(1)</script></html>')
  test.each<[string, string, Uint8Array]>([
    [
      'a PDF and a zip',
      'a.pdf',
      joined(draws('BT (x) Tj ET'), zipOf({ 'x.txt': 'x' }), Buffer.from('\n%%EOF')),
    ],
    ['a JPEG and a zip', 'a.jpg', joined(jpeg(), zipOf({ 'x.txt': 'x' }))],
    ['a PNG and a zip', 'a.png', joined(png(), zipOf({ 'x.txt': 'x' }))],
    ['a PNG and a page', 'a.png', joined(png(), html)],
    ['a PNG with a tail', 'a.png', joined(png(), new Uint8Array(200))],
    ['a JPEG and a page', 'a.jpg', joined(jpeg(), html)],
    ['a JPEG and a PDF', 'a.jpg', joined(jpeg(), draws('BT (x) Tj ET'))],
    ['a Word file whose directory names another part', 'a.docx', renamed(docx(['MAT']))],
  ])('%s', async (_, name, bytes) => {
    expect((await costOf(name, bytes)).outcome).toBe('file_content')
  })
})

/** A zip whose directory calls its document's place by another name than the document itself does. */
function renamed(zip: Uint8Array): Uint8Array {
  const text = Buffer.from(zip).toString('latin1')
  const first = text.indexOf('word/document.xml')
  return Uint8Array.from(
    Buffer.from(`${text.slice(0, first)}word/documenT.xml${text.slice(first + 17)}`, 'latin1'),
  )
}
