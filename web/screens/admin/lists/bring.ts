import { html, nothing, type TemplateResult } from 'lit-html'
import { Problem } from '../../../api/problem.ts'
import { readSheet } from '../../../api/sheet.ts'
import { alertLine } from '../../../parts/problem.ts'
import { table } from '../../../parts/table.ts'
import type { Inside } from '../../../screen.ts'
import { say } from '../../../shell/overlay.ts'
import { download, linesOf, type Line, type Wanted } from './columns.ts'

export type Made = { id: string; name: string; email: string; link: string; mailed: boolean }

/** A line as it is to be sent, or what is wrong with it. */
export type ReadLine<Item> = { item: Item } | { wrong: string[] }

type Setup<Item, Name extends string> = {
  wanted: readonly Wanted<Name>[]
  /** A line that is right, for the pattern that is handed out. */
  example: readonly string[]
  /** The name of that file, without its ending. */
  file: string
  read: (cells: Line<Name>['cells']) => ReadLine<Item>
  send: (items: Item[]) => Promise<Made[]>
  /** The words of the button that sends so many. */
  word: (count: number) => string
  /** What is said once so many were invited. */
  done: (count: number) => string
  made: () => Promise<void>
}

type Row<Item> = { number: number; name: string; email: string; read: ReadLine<Item> }
type State<Item> = { name?: string; rows: Row<Item>[]; made: Made[]; busy: boolean; problem?: unknown }

/**
 * Inviting by a list from Excel: the file is read and shown line by line with what is wrong in each, then all that is
 * right is sent in one act, and the links are handed over.
 */
export function bringing<Item, Name extends string>(
  visit: Inside<'lists'>,
  setup: Setup<Item, Name>,
): () => TemplateResult {
  const state: State<Item> = { rows: [], made: [], busy: false }
  const choose = (event: Event): void => {
    const input = event.target as HTMLInputElement
    const [file] = input.files ?? []
    if (file) void working(visit, state, () => take(visit, setup, state, file))
    input.value = ''
  }
  return () =>
    html`${chooser(visit, setup, state, choose)} ${alertLine(state.problem)}
    ${state.made.length > 0 ? made(visit, setup, state.made) : lines(visit, setup, state)}`
}

async function working(
  visit: Inside<'lists'>,
  state: State<unknown>,
  work: () => Promise<void>,
): Promise<void> {
  if (state.busy) return
  state.busy = true
  delete state.problem
  visit.draw()
  await work().catch((problem: unknown) => (state.problem = problem))
  state.busy = false
  visit.draw()
}

async function take<Item, Name extends string>(
  visit: Inside<'lists'>,
  { wanted, read }: Setup<Item, Name>,
  state: State<Item>,
  file: File,
): Promise<void> {
  state.made = []
  state.rows = []
  state.name = file.name.normalize('NFC')
  const found = linesOf(await readSheet(visit.urlOf('POST /sheets', {}), file), wanted)
  if ('missing' in found) {
    throw new Problem(422, 'columns', visit.words.lists.missing(found.missing.join(', ')))
  }
  state.rows = found.lines.map(({ number, cells }) => {
    const { name = '', email = '' } = cells as Record<string, string>
    return { number, name, email, read: read(cells) }
  })
}

const rightOf = <Item>(rows: Row<Item>[]): (Row<Item> & { read: { item: Item } })[] =>
  rows.filter((row): row is Row<Item> & { read: { item: Item } } => 'item' in row.read)
const wrongOf = <Item>(rows: Row<Item>[]): (Row<Item> & { read: { wrong: string[] } })[] =>
  rows.filter((row): row is Row<Item> & { read: { wrong: string[] } } => 'wrong' in row.read)

/** What the server finds wrong stands at its line: nobody was invited, and what is right can be sent by itself. */
async function send<Item, Name extends string>(setup: Setup<Item, Name>, state: State<Item>): Promise<void> {
  const sent = rightOf(state.rows)
  try {
    state.made = await setup.send(sent.map(({ read }) => read.item))
  } catch (problem) {
    if (!(problem instanceof Problem) || !place(sent, problem.fields)) throw problem
    return
  }
  await setup.made()
}

/** Puts problems named by place at their lines; gives whether any was. */
function place<Item>(sent: Row<Item>[], fields: Record<string, string>): boolean {
  let placed = false
  for (const [field, text] of Object.entries(fields)) {
    const row = sent[Number(/^items\.(\d+)\./.exec(field)?.[1] ?? -1)]
    if (!row) continue
    placed = true
    row.read = { wrong: ['wrong' in row.read ? [...row.read.wrong, text] : [text]].flat() }
  }
  return placed
}

function chooser<Item, Name extends string>(
  visit: Inside<'lists'>,
  { wanted, example, file }: Setup<Item, Name>,
  { busy }: State<Item>,
  choose: (event: Event) => void,
): TemplateResult {
  const t = visit.words.lists
  const titles = wanted.map(({ titles: [title = ''] }) => title)
  return html`<section class="admin-part">
    <p class="hint" id="f-list-hint">${t.columns(titles.join(', '))}</p>
    <p class="row">
      <input
        id="f-list"
        class="unseen"
        type="file"
        accept=".xlsx,.csv"
        aria-describedby="f-list-hint"
        ?disabled=${busy}
        @change=${choose}
      />
      <label class="button" for="f-list" aria-busy=${busy}>${t.choose}</label>
      <button class="link" @click=${() => download(`${file}.csv`, [titles, [...example]])}>
        ${t.pattern}
      </button>
    </p>
  </section>`
}

function lines<Item, Name extends string>(
  visit: Inside<'lists'>,
  setup: Setup<Item, Name>,
  state: State<Item>,
): TemplateResult | typeof nothing {
  if (state.rows.length === 0) return nothing
  const t = visit.words.lists
  const [right, wrong] = [rightOf(state.rows).length, wrongOf(state.rows)]
  return html`<section class="admin-part">
    <h2>${t.read(state.name ?? '', state.rows.length)}</h2>
    ${
      wrong.length === 0
        ? html`<p role="status">${t.allRight}</p>`
        : html`<div class="alert warn" role="alert">
            <p>${t.wrong(wrong.length)}</p>
            <ul>
              ${wrong.map(({ number, name, read }) => html`<li>${t.line(number, name)}: ${read.wrong.join(' ')}</li>`)}
            </ul>
          </div>`
    }
    ${
      right === 0
        ? nothing
        : html`<p class="row">
            <button
              class="main"
              aria-busy=${state.busy}
              @click=${() => working(visit, state, () => send(setup, state))}
            >
              ${setup.word(right)}
            </button>
            ${wrong.length === 0 ? nothing : html`<span class="quiet">${t.onlyRight}</span>`}
          </p>`
    }
    ${table<Row<Item>>({
      caption: t.caption,
      columns: [
        { title: t.number, kind: 'num', cell: ({ number }) => number },
        {
          title: t.name,
          kind: 'main',
          cell: ({ name, email }) => html`${name}<span class="row-sub on-phone">${email}</span>`,
        },
        { title: t.email, drop: 3, cell: ({ email }) => email },
        { title: t.state, kind: 'line', cell: ({ read }) => ('item' in read ? t.right : t.toMend) },
      ],
      rows: state.rows,
      key: ({ number }) => String(number),
    })}
  </section>`
}

function made<Item, Name extends string>(
  visit: Inside<'lists'>,
  { file, done }: Setup<Item, Name>,
  rows: Made[],
): TemplateResult {
  const t = visit.words.lists
  const save = (): void => {
    download(`${file}-duong-dan.csv`, [
      [t.name, t.email, t.link],
      ...rows.map(({ name, email, link }) => [name, email, link]),
    ])
    say(t.saved)
  }
  return html`<section class="admin-part">
    <div role="status"><h2>${done(rows.length)}</h2></div>
    <p>${rows.some(({ mailed }) => mailed) ? t.mailed : t.byHand}</p>
    <p class="row"><button class="main" @click=${save}>${t.save}</button></p>
  </section>`
}
