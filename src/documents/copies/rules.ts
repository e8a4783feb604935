import { showDay } from '../../core/dates.ts'

/** Where the paper lies that is copied: one this committee issued, or one that came. */
export type Side = 'document' | 'incoming'

/**
 * The kinds of copies. The Party: `sao y` of one's own paper, `sao lục` of another's in full, `trích
 * sao` a part. Outside it (NĐ 30/2020, Điều 25): `sao y` of whatever was signed, `sao lục` only of a copy.
 */
export const COPY_KINDS = {
  certified: 'Sao y bản chính',
  relayed: 'Sao lục',
  extract: 'Trích sao',
} as const
export type CopyKind = keyof typeof COPY_KINDS
export const COPY_KIND_IDS = Object.keys(COPY_KINDS) as [CopyKind, ...CopyKind[]]

/** The type under which all copies are numbered: symbol BS, one run a term. */
export const COPY_TYPE = 'ban-sao'

/** What a copy says of the paper it is of, and of itself beyond what every paper says: all its form needs. */
export type Copy = {
  kind: CopyKind
  /** Which part, of an extract. */
  part?: string
  of: { notation: string; typeName: string; issuer: string; issuedOn: string; subject: string }
  by: { authority: string; body: string; title: string; name: string; place: string }
  recipients: string
  /** Where the original lies here; for ourselves alone. */
  side?: Side
}

/** What a row keeps of a copy. */
export const copyIn = (text: string | null): Copy | undefined =>
  text === null ? undefined : (JSON.parse(text) as Copy)

/**
 * Which copies may be made of a paper.
 * @param party whether the committee follows the rules of the Party
 * @param isCopy whether the paper is itself a copy
 */
export function copiesOf(party: boolean, side: Side, isCopy: boolean): CopyKind[] {
  if (party) return side === 'document' ? ['certified', 'extract'] : ['relayed', 'extract']
  return isCopy ? ['relayed', 'extract'] : ['certified', 'extract']
}

/** A paper as others cite it: `Nghị quyết số 04-NQ/TU, ngày 12/4/2016 của Tỉnh ủy … về …`. */
export function cited({ notation, typeName, issuer, issuedOn, subject }: Copy['of']): string {
  const about = subject.replace(/^V(?=ề )/u, 'v')
  return `${typeName} số ${notation}, ngày ${showDay(issuedOn)} của ${issuer} ${about}`.trim()
}
