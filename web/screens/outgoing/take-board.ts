import type { TemplateResult } from 'lit-html'
import type { Cut } from '../../api/all.ts'
import type { BoardRow, Page } from '../../api/types.ts'
import { createTake } from '../../parts/take.ts'
import type { Inside } from '../../screen.ts'
import { moment } from '../../text/dates.ts'

/** The button that takes the board along: what became of the paper at each place that its filter leaves. */
export function takeBoard(
  { words, draw }: Inside<'outgoing' | 'lists'>,
  name: string,
  read: (page: Cut) => Promise<Page<BoardRow>>,
): () => TemplateResult {
  const t = words.outgoing
  const { boardColumns: own } = t
  return createTake<BoardRow>({
    name,
    columns: [
      { title: own.name, width: 40, of: (row) => row.name },
      { title: own.status, width: 18, of: (row) => row.statusName },
      { title: own.number, kind: 'number', width: 8, of: (row) => row.arrivalNo },
      { title: own.at, width: 18, of: (row) => moment(row.at) },
      { title: own.by, width: 24, of: (row) => row.by },
      {
        title: words.lists.narrow.columns.reason,
        width: 40,
        of: (row) => row.reason && t.reason(row.reason.name, row.reason.text),
      },
    ],
    read,
    draw,
  })
}
