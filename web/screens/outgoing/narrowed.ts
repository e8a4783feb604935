import { html, nothing, type TemplateResult } from 'lit-html'
import type { Cut } from '../../api/all.ts'
import type { DocumentRow, Page } from '../../api/types.ts'
import type { Choice } from '../../parts/field.ts'
import { emptyState } from '../../parts/head.ts'
import { createNarrow, type Narrow, type Way } from '../../parts/narrow.ts'
import { createTake, type TakenColumn } from '../../parts/take.ts'
import type { Inside } from '../../screen.ts'
import { common } from '../../text/common.ts'
import { learnMore } from '../../text/words.ts'

const isOrder = (said: string): said is 'oldest' | 'type' => said === 'oldest' || said === 'type'
type Ways = 'q' | 'type' | 'from' | 'to' | 'order'
type State = 'draft' | 'issued'
type Read = (page: Cut) => Promise<Page<DocumentRow>>

/** What stands above the list: how it is narrowed, and issued papers as a workbook. */
export type Tools = {
  view: () => TemplateResult
  /** What is narrowed, as the API takes it. */
  query: () => ReturnType<typeof queryOf>
  /** What an empty list says where it is narrowed. */
  none: () => TemplateResult | undefined
}

/** Brings what stands above the list of outgoing papers, with its words and the types one may choose from. */
export async function openTools(
  opened: Inside<'outgoing'>,
  state: State,
  read: Read,
  changed: () => unknown,
): Promise<Tools> {
  const [visit, known] = await Promise.all([
    learnMore(opened, ['lists']),
    opened.ask('GET /document-types', { signal: opened.signal }),
  ])
  const { draw, words } = visit
  const { caption, none } = words.outgoing
  const types = known.items
    .filter(({ hidden }) => !hidden)
    .map(({ id, name }) => ({ value: id, label: name }))
  const narrow = narrowing(visit, state, types, changed)
  const take =
    state === 'issued'
      ? createTake({ name: caption.issued, columns: taken(visit), read, draw })
      : () => nothing
  return {
    view: () => html`${narrow.fields()} ${take()}`,
    query: () => queryOf(narrow),
    none: () => {
      if (!narrow.narrowed()) return undefined
      const { clear, none: nothingFits } = words.lists.narrow
      const { q } = narrow.values
      const action = html`<button class="button" @click=${narrow.clear}>${clear}</button>`
      return emptyState(q ? none.filtered(q) : nothingFits, none.filteredHint, action)
    },
  }
}

/** The fields that narrow outgoing papers; days are those of issue, which drafts do not have yet. */
function narrowing(
  visit: Inside<'outgoing' | 'lists'>,
  state: State,
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
      unless: 'q',
      label: n.order,
      empty: n.newest,
      choices: [
        { value: 'oldest', label: n.oldest },
        ...(state === 'issued' ? [{ value: 'type', label: n.byType }] : []),
      ],
    },
  ]
  return createNarrow(visit, ways, changed)
}

function queryOf({ values: { q, type, from, to, order } }: Narrow<Ways>) {
  return {
    q,
    type: type || undefined,
    from: from || undefined,
    to: to || undefined,
    ...(isOrder(order) ? { order } : {}),
  }
}

/** Issued papers as a workbook. */
function taken({ words }: Inside<'outgoing' | 'lists'>): TakenColumn<DocumentRow>[] {
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
