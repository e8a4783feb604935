import { html, type TemplateResult } from 'lit-html'
import type { Cell, SheetColumn } from '../../src/core/xlsx.ts'
import { most, type Cut } from '../api/all.ts'
import type { Page } from '../api/types.ts'
import { say } from '../shell/overlay.ts'
import { common } from '../text/common.ts'
import { today } from '../text/dates.ts'
import { alertLine } from './problem.ts'

/** A column of what is taken along, and what a row puts into it; days as `YYYY-MM-DD` under `kind: 'day'`. */
export type TakenColumn<T> = SheetColumn & { of: (row: T) => Cell }

type Options<T> = {
  /** Of the file and its sheet; the day is added. */
  name: string
  columns: readonly TakenColumn<T>[]
  /** Asks for a page; asked each time, so that what is taken is what the filters show. */
  read: (page: Cut) => Promise<Page<T>>
  /** How many rows a page may have, where it is more than the usual. */
  limit?: number
  draw: () => void
}

/** As what a list is taken along. */
type Form = 'xlsx' | 'csv'

/**
 * The buttons that take a list along as a workbook or as CSV: every row that the filters leave, not only those on the screen,
 * read page after page, with a count and a way to stop.
 */
export function createTake<T>(options: Options<T>): () => TemplateResult {
  const { draw } = options
  let rows: number | undefined
  let stopped = false
  let problem: unknown
  const run = async (form: Form): Promise<void> => {
    if (rows !== undefined) return
    rows = 0
    stopped = false
    problem = undefined
    draw()
    try {
      const file = await written(options, form, (n) => {
        rows = n
        draw()
        return stopped
      })
      if (file) {
        save(file, `${options.name} ${today()}.${form}`)
        say(common().take.done(rows))
      }
    } catch (cause) {
      problem = cause
    }
    rows = undefined
    draw()
  }
  const stop = (): void => {
    stopped = true
  }
  return () => {
    const t = common()
    return html`<span class="take">
      ${
        rows === undefined
          ? html`<button class="button" type="button" @click=${() => run('xlsx')}>${t.take.act}</button>
              <button class="button" type="button" @click=${() => run('csv')}>${t.take.csv}</button>`
          : html`<span class="quiet" role="status">${t.take.busy(rows)}</span>
              <button class="button" type="button" @click=${stop}>${t.cancel}</button>`
      }
      ${alertLine(problem)}
    </span>`
  }
}

/** @param moved is told how many rows were read; true stops, and then there is no file */
async function written<T>(
  { name, columns, read, limit = most }: Options<T>,
  form: Form,
  moved: (rows: number) => boolean,
): Promise<Blob | undefined> {
  const write =
    form === 'xlsx'
      ? (await import('../../src/core/xlsx.ts')).writeXlsx
      : (await import('../../src/core/csv.ts')).writeCsv
  let stopped = false
  const rows = async function* (): AsyncGenerator<Cell[]> {
    let cursor: string | undefined
    let count = 0
    do {
      const { items, next } = await read({ limit, cursor })
      for (const row of items) yield columns.map((column) => column.of(row))
      cursor = next
      stopped = moved((count += items.length))
    } while (cursor && !stopped)
  }
  const pieces: Uint8Array<ArrayBuffer>[] = []
  for await (const piece of write({ name, columns }, rows())) pieces.push(new Uint8Array(piece))
  return stopped ? undefined : new Blob(pieces, { type: TYPES[form] })
}

const TYPES: Record<Form, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv;charset=utf-8',
}

/** Hands a file to the browser to keep, under a name without what no system takes. */
export function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name.replace(/[\\/:*?"<>|]/g, '-')
  link.click()
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
