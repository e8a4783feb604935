/**
 * Folds Vietnamese text for search and comparison: no case, no marks, đ as d. `Uỷ`, `Ủy` and `uy` fold alike.
 * @param text any Unicode text, NFC or NFD
 * @returns lower-case text without combining marks
 */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
}
