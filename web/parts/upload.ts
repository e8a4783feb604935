import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { Problem } from '../api/problem.ts'
import type { FileAddress, sendFile, Share, Transfer } from '../api/upload.ts'
import { LIMITS } from '../limits.ts'
import { common } from '../text/common.ts'
import { size } from '../text/dates.ts'
import { textField } from './field.ts'
import { explain } from './problem.ts'

/** A file that is on the server; its size is unknown where only a draft names it. */
export type Listed = { sha256: string; name: string; size?: number | undefined }

type Item = {
  id: number
  name: string
  size?: number | undefined
  file?: File
  stored?: Listed
  share?: Share
  transfer?: Transfer
  problem?: unknown
}

/** Files gathered for a document: by drop or by choice; each with its progress, and the way out. */
export type Uploads = {
  files: () => Listed[]
  /** Shows other files in the place of those there are, as when an older draft is taken in. */
  take: (files: Listed[]) => void
  busy: () => boolean
  /** Whether a file that was chosen is not there: it could not be sent, and was neither sent again nor removed. */
  unsent: () => boolean
  view: (error?: string) => TemplateResult
}

type Setup = {
  files: Listed[]
  /** The field they are of, where none of them is the main one: its name, what it is called, what is said of it. */
  field?: { name: string; label: string; hint: string }
  /** Where a file is sent. */
  addressOf: FileAddress
  limit: number
  /** Whether this person may answer for a file in which a secrecy stamp was found by mistake. */
  mayDeclare: boolean
  changed: () => void
  draw: () => void
}
type State = Setup & { items: Item[]; over: boolean }

const accepted = '.pdf,.docx,.xlsx,.png,.jpg,.jpeg'
let last = 0

/** @param setup.limit the greatest size of a file in bytes; the server decides, this only tells it sooner */
export function createUploads(setup: Setup): Uploads {
  const state: State = { ...setup, items: setup.files.map(itemOf), over: false }
  // So that it is there when the line is not.
  sender().catch(() => undefined)
  return {
    files: () => state.items.flatMap(({ stored }) => stored ?? []),
    busy: () => state.items.some(({ transfer }) => transfer !== undefined),
    take: (files) => {
      state.items = files.map(itemOf)
    },
    unsent: () => state.items.some(({ problem }) => problem !== undefined),
    view: (error) => view(state, error),
  }
}

function itemOf(stored: Listed): Item {
  return { id: ++last, name: stored.name, size: stored.size, stored }
}

function add(state: State, chosen: Iterable<File>): void {
  const t = common().upload
  for (const file of chosen) {
    const item: Item = { id: ++last, name: file.name.normalize('NFC'), size: file.size, file }
    state.items = [...state.items, item]
    const reason =
      file.size === 0 ? t.empty : file.size > state.limit ? t.tooLarge(size(state.limit)) : undefined
    if (reason) item.problem = new Problem(422, 'file', reason)
    else void send(state, item)
  }
  state.draw()
}

async function send(state: State, item: Item, declared?: string): Promise<void> {
  if (!item.file) return
  delete item.problem
  const moved = (share: Share): void => {
    item.share = share
    state.draw()
  }
  item.transfer = sending(state.addressOf, item.file, moved, declared)
  try {
    item.stored = await item.transfer.done
    state.changed()
  } catch (problem) {
    if (!(problem instanceof Problem && problem.code === 'cancelled')) item.problem = problem
  }
  delete item.transfer
  state.draw()
}

/** What sends comes behind the screens that may send. */
const sender = () => import('../api/upload.ts')

function sending(...asked: Parameters<typeof sendFile>): Transfer {
  let transfer: Transfer | undefined
  let called = false
  const begin = async (): Promise<Listed> => {
    const send = await sender()
    if (called) throw new Problem(0, 'cancelled', '')
    transfer = send.sendFile(...asked)
    return transfer.done
  }
  return {
    done: begin() as Transfer['done'],
    cancel: () => {
      called = true
      transfer?.cancel()
    },
  }
}

function remove(state: State, item: Item): void {
  item.transfer?.cancel()
  state.items = state.items.filter((one) => one !== item)
  if (item.stored) state.changed()
  state.draw()
}

function makeFirst(state: State, item: Item): void {
  state.items = [item, ...state.items.filter((one) => one !== item)]
  state.changed()
  state.draw()
}

const idOf = ({ field }: State): string => `f-${field?.name ?? 'files'}`

function view(state: State, error: string | undefined): TemplateResult {
  const t = common().upload
  const { label, hint } = state.field ?? { label: t.label, hint: t.hint(size(state.limit)) }
  const id = idOf(state)
  return html`<div class="field ${error ? 'wrong' : ''}">
    <p class="field-label" id="${id}-label">${label}</p>
    <p class="hint" id="${id}-hint">${hint}</p>
    ${error ? html`<p class="error" id="${id}-error">${error}</p>` : nothing} ${dropZone(state)}
    <ul class="uploads">
      ${repeat(
        state.items,
        ({ id }) => id,
        (item, index) => line(state, item, index),
      )}
    </ul>
  </div>`
}

function dropZone(state: State): TemplateResult {
  const t = common().upload
  const id = idOf(state)
  const hover =
    (yes: boolean) =>
    (event: DragEvent): void => {
      event.preventDefault()
      if (state.over === yes) return
      state.over = yes
      state.draw()
    }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    state.over = false
    add(state, event.dataTransfer?.files ?? [])
  }
  const choose = (event: Event): void => {
    const input = event.target as HTMLInputElement
    add(state, [...(input.files ?? [])])
    input.value = ''
  }
  return html`<div
    class="drop ${state.over ? 'over' : ''}"
    @dragover=${hover(true)}
    @dragleave=${hover(false)}
    @drop=${drop}
  >
    <input
      id=${id}
      class="unseen"
      type="file"
      multiple
      accept=${accepted}
      aria-labelledby="${id}-label"
      aria-describedby="${id}-hint"
      @change=${choose}
    />
    <label class="button" for=${id}>${t.choose}</label>
    <span class="quiet wide-only">${t.drop}</span>
  </div>`
}

function line(state: State, item: Item, index: number): TemplateResult {
  const { name, transfer, problem } = item
  return html`<li class=${problem ? 'failed' : ''}>
    <span class="upload-name"
      >${name}
      ${item.size === undefined ? nothing : html`<span class="quiet nowrap">${size(item.size)}</span>`}</span
    >
    ${acts(state, item, index)} ${transfer ? progress(item) : nothing}
    ${problem ? html`<p class="error" role="alert">${explain(problem)}</p>` : nothing}
    ${problem instanceof Problem && problem.code === 'file_secret' && state.mayDeclare ? declaration(state, item) : nothing}
  </li>`
}

/** A stamp was found that is none: the clerk says why, and answers for it in the audit. */
function declaration(state: State, item: Item): TemplateResult {
  const t = common().upload
  const id = `f-declare-${item.id}`
  const confirm = (): void => {
    const reason = (document.getElementById(id) as HTMLInputElement).value.trim()
    if (reason.length >= 10) void send(state, item, reason)
    else document.getElementById(id)?.focus()
  }
  return html`<details class="more declare">
    <summary>${t.notSecret}</summary>
    ${textField({ name: `declare-${item.id}`, label: t.notSecretWhy, limit: LIMITS.declaration })}
    <button class="button small" type="button" @click=${confirm}>${t.notSecretSend}</button>
  </details>`
}

function acts(state: State, item: Item, index: number): TemplateResult {
  const { upload: t, retry, cancel, remove: removeWord } = common()
  const button = (label: string, run: () => void, name?: string): TemplateResult =>
    html`<button class="link small" type="button" aria-label=${name ?? nothing} @click=${run}>
      ${label}
    </button>`
  return html`<span class="upload-acts">
    ${item.stored && index === 0 && !state.field ? html`<span class="quiet small">${t.main}</span>` : nothing}
    ${item.stored && index > 0 && !state.field ? button(t.makeMain, () => makeFirst(state, item)) : nothing}
    ${item.problem && item.file && !item.stored ? button(retry, () => void send(state, item)) : nothing}
    ${button(item.transfer ? cancel : removeWord, () => remove(state, item), item.transfer ? `${cancel} ${item.name}` : t.removeName(item.name))}
  </span>`
}

function progress({ name, share }: Item): TemplateResult {
  const t = common().upload
  const sent = typeof share === 'number' ? share : undefined
  const text =
    share === 'offline' ? t.offline : sent === undefined ? t.hashing : t.sent(Math.round(sent * 100))
  return html`<progress aria-label=${t.sending(name)} max="1" value=${sent ?? nothing}></progress>
    <span class="quiet small">${text}</span>`
}
