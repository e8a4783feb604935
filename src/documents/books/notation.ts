/**
 * The printed number of a Party document: at least two digits, hyphen before the symbol of the type, slash
 * before the issuer (HD 05-HD/VPTW). Types without a symbol show number and issuer.
 * @example notation(5, 'CT', 'TU') // '05-CT/TU'
 */
export const notation = (number: number, symbol: string, suffix: string): string =>
  `${String(number).padStart(2, '0')}${symbol === '' ? '' : `-${symbol}`}/${suffix}`

/** All types of an issuer that counts in one run (a congress) share this series. */
export const ONE_RUN = '*'

/** Which run of numbers a document of this type draws from at this issuer. */
export const seriesOf = (type: { series: string }, issuer: { oneRun: boolean }): string =>
  issuer.oneRun ? ONE_RUN : type.series

/** Where the numbers of a congress are counted, in place of a term of the committee. */
export const CONGRESS = 'congress'

/**
 * The term a number is counted in. A congress counts by itself from its opening to its closing, although the
 * first meeting of the new committee, held before it closes, already opens the new term;
 * each congress is an issuer of its own.
 */
export const termIdOf = (issuer: { kind: string }, term: { id: string }): string =>
  issuer.kind === 'congress' ? CONGRESS : term.id
