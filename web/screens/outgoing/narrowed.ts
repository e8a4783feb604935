import type { DocumentRow } from '../../api/types.ts'
import type { Choice } from '../../parts/field.ts'
import { createNarrow, type Narrow, type Way } from '../../parts/narrow.ts'
import type { TakenColumn } from '../../parts/take.ts'
import type { Inside } from '../../screen.ts'
import { common } from '../../text/common.ts'

export type Ways = 'q' | 'type' | 'from' | 'to' | 'order'

/** The fields that narrow outgoing papers, `types` as they are known by then; days are those of issue, which drafts do not have yet. */
export function narrowing(
  visit: Inside<'outgoing' | 'lists'>,
  state: 'draft' | 'issued',
  types: Choice[],
  changed: () => unknown,
): Narrow<Ways> {
  const {
    outgoing: t,
    lists: { narrow: n },
  } = visit.words
  const days: Way<Ways>[] = [
    { name: 'from', kind: 'day', label: n.from },
    { name: 'to', kind: 'day', label: n.to },
  ]
  const ways: Way<Ways>[] = [
    { name: 'q', kind: 'words', label: t.filter },
    {
      name: 'type',
      kind: 'choice',
      label: n.columns.type,
      empty: n.all,
      choices: types,
    },
    ...(state === 'issued' ? days : []),
    {
      name: 'order',
      kind: 'choice',
      label: n.order,
      empty: n.newest,
      choices: [{ value: 'oldest', label: n.oldest }],
    },
  ]
  return createNarrow(visit, ways, changed)
}

/** What is narrowed, as the API takes it. */
export function queryOf({ values: { q, type, from, to, order } }: Narrow<Ways>) {
  return {
    q,
    type: type || undefined,
    from: from || undefined,
    to: to || undefined,
    ...(order ? { order: 'oldest' as const } : {}),
  }
}

/** Issued papers as a workbook. */
export function taken({ words }: Inside<'outgoing' | 'lists'>): TakenColumn<DocumentRow>[] {
  const t = words.outgoing.columns
  const own = words.lists.narrow.columns
  return [
    { title: own.notation, of: (row) => row.notation },
    { title: t.issuedOn, kind: 'day', width: 12, of: (row) => row.issuedOn },
    { title: own.type, of: (row) => row.type?.name },
    { title: own.subject, width: 60, of: (row) => row.subject },
    { title: own.urgency, of: (row) => common().urgency[row.urgency] },
    { title: t.signer, width: 24, of: (row) => row.signer },
    { title: t.author, width: 24, of: (row) => row.author },
    { title: t.recipients, kind: 'number', width: 10, of: (row) => row.recipients },
    { title: own.standing, width: 24, of: (row) => row.ended },
  ]
}
