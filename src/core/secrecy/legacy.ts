/**
 * Vietnamese as it was written before Unicode, in fonts whose letters took the places of others: TCVN3 (TCVN
 * 5712:1993, fonts called .Vn…) and VNI. Papers kept since the nineties still come in both.
 */
const TCVN3 = new Map(
  [
    ['µ¶·¸¹', 'àảãáạ'],
    ['¨»¼½¾Æ', 'ăằẳẵắặ'],
    ['©ÇÈÉÊË', 'âầẩẫấậ'],
    ['®ÌÎÏÐÑ', 'đèẻẽéẹ'],
    ['ªÒÓÔÕÖ', 'êềểễếệ'],
    ['×ØÜÝÞ', 'ìỉĩíị'],
    ['ßáâãä', 'òỏõóọ'],
    ['«åæçèé', 'ôồổỗốộ'],
    ['¬êëìíî', 'ơờởỡớợ'],
    ['ïñòóô', 'ùủũúụ'],
    ['\u00adõö÷øù', 'ưừửữứự'],
    ['úûüýþ', 'ỳỷỹýỵ'],
    ['§¡¢£¤¥¦', 'ĐĂÂÊÔƠƯ'],
  ].flatMap(([from = '', to = '']) => [...from].map((letter, i) => [letter, to[i] ?? ''] as const)),
)

/** Writes TCVN3 in Unicode. It has no capitals with marks: those are a matter of the font. */
export const fromTcvn3 = (text: string): string =>
  text.replace(/[\u00a1-\u00fe]/g, (letter) => TCVN3.get(letter) ?? letter)

/** VNI writes the marks behind the letter, as Unicode does when it takes letters apart. */
const VNI_MARKS: Record<string, string> = {
  ø: '\u0300',
  û: '\u0309',
  õ: '\u0303',
  ù: '\u0301',
  ï: '\u0323',
  ê: '\u0306',
  è: '\u0306\u0300',
  ú: '\u0306\u0309',
  ü: '\u0306\u0303',
  é: '\u0306\u0301',
  ë: '\u0306\u0323',
  â: '\u0302',
  à: '\u0302\u0300',
  å: '\u0302\u0309',
  ã: '\u0302\u0303',
  á: '\u0302\u0301',
  ä: '\u0302\u0323',
}
const VNI_LETTERS: Record<string, string> = {
  ô: 'ơ',
  ö: 'ư',
  ñ: 'đ',
  Ô: 'Ơ',
  Ö: 'Ư',
  Ñ: 'Đ',
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  î: 'ỵ',
  Æ: 'Ỉ',
  Ó: 'Ĩ',
  Ò: 'Ị',
  Î: 'Ỵ',
}

/** Writes VNI in Unicode. */
export const fromVni = (text: string): string =>
  text
    .replace(/([aeouyôö])([øûõùïêèúüéëâàåãáä])|[ôöñæóòî]/gi, (whole, letter?: string, mark?: string) =>
      letter === undefined
        ? (VNI_LETTERS[whole] ?? whole)
        : (VNI_LETTERS[letter] ?? letter) + (VNI_MARKS[mark?.toLowerCase() ?? ''] ?? ''),
    )
    .normalize('NFC')
