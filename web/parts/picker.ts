import { html, nothing, type TemplateResult } from 'lit-html'
import { common } from '../text/common.ts'
import { describedBy, field } from './field.ts'
import { explain, isOffline } from './problem.ts'

export type Option = { key: string; label: string; note?: string }
export type Options = { label: string; options: Option[] }[]

type Setup = {
  name: string
  label: string
  hint?: unknown
  optional?: boolean
  placeholder?: string
  /** What to offer for the text typed so far; nothing typed asks for the usual ones. */
  find: (typed: string) => Options | Promise<Options>
  pick: (option: Option) => void
  /** What stands in the field while nobody types: the name of what is chosen. Empty where several are gathered. */
  shown?: () => string
  /** Free text is a value too: it is told when the field is left. */
  free?: (text: string) => void
  draw: () => void
}

/** A search field over a long choice. */
export type Picker = { view: (error?: string) => TemplateResult }

type State = {
  setup: Setup
  open: boolean
  /** What is typed now; undefined while the field shows what is chosen. */
  typed: string | undefined
  groups: Options
  /** The option under the arrow keys, -1 for none. */
  at: number
  turn: number
  /** Why nothing could be looked up. */
  problem?: unknown
  /** A search is under way; `eager` takes its first result, for those who type and press Enter at once. */
  looking: boolean
  eager: boolean
  timer?: ReturnType<typeof setTimeout>
}

/** A combobox by the ARIA pattern: type to narrow, arrows to walk, Enter to take, Escape to leave it. */
export function createPicker(setup: Setup): Picker {
  const state: State = {
    setup,
    open: false,
    typed: undefined,
    groups: [],
    at: -1,
    turn: 0,
    looking: false,
    eager: false,
  }
  return {
    view: (error) =>
      field({ ...setup, error }, html`<div class="picker">${input(state, error)} ${list(state)}</div>`),
  }
}

async function look(state: State): Promise<void> {
  const turn = ++state.turn
  let problem: unknown
  const groups = await Promise.resolve(state.setup.find(state.typed ?? '')).catch(
    (cause: unknown): Options => {
      problem = cause
      return []
    },
  )
  if (turn !== state.turn) return
  state.problem = problem
  if (isOffline(problem)) addEventListener('online', () => state.open && void look(state), { once: true })
  state.groups = groups.filter(({ options }) => options.length > 0)
  state.at = state.typed && flat(state.groups).length > 0 ? 0 : -1
  state.looking = false
  if (state.eager) take(state, flat(state.groups)[0])
  state.eager = false
  state.setup.draw()
}

function open(state: State): void {
  if (state.open) return
  state.open = true
  void look(state)
}

function close(state: State): void {
  if (state.typed !== undefined) state.setup.free?.(state.typed.trim())
  state.open = false
  state.eager = false
  state.typed = undefined
  state.setup.draw()
}

function take(state: State, option: Option | undefined): void {
  if (!option) return
  state.open = false
  state.typed = undefined
  state.setup.pick(option)
  state.setup.draw()
}

function typing(state: State, event: Event): void {
  state.typed = (event.target as HTMLInputElement).value
  state.open = true
  state.looking = true
  clearTimeout(state.timer)
  state.timer = setTimeout(() => void look(state), 120)
  state.setup.draw()
}

function walk(state: State, by: 1 | -1): void {
  const { length } = flat(state.groups)
  open(state)
  if (length > 0) state.at = state.at < 0 && by < 0 ? length - 1 : (state.at + by + length) % length
  state.setup.draw()
  const id = `o-${state.setup.name}-${state.at}`
  setTimeout(() => document.getElementById(id)?.scrollIntoView({ block: 'nearest' }))
}

/** Takes the option under the arrow keys; while the search is still under way, the first it will find. */
function choose(state: State): void {
  if (state.looking) state.eager = true
  else take(state, flat(state.groups)[state.at])
}

function pressed(state: State, event: KeyboardEvent): void {
  const acts: Record<string, (() => void) | false> = {
    ArrowDown: () => walk(state, 1),
    ArrowUp: () => walk(state, -1),
    Enter: state.open && (state.looking || state.at >= 0) && ((): void => choose(state)),
    Escape: state.open && ((): void => close(state)),
  }
  const act = acts[event.key]
  if (!act) return
  event.preventDefault()
  event.stopPropagation()
  act()
}

function input(state: State, error: string | undefined): TemplateResult {
  const { setup } = state
  return html`<input
    id="f-${setup.name}"
    type="text"
    role="combobox"
    autocomplete="off"
    spellcheck="false"
    aria-autocomplete="list"
    aria-expanded=${state.open}
    aria-controls="o-${setup.name}"
    aria-activedescendant=${state.open && state.at >= 0 ? `o-${setup.name}-${state.at}` : nothing}
    aria-describedby=${describedBy({ ...setup, error })}
    aria-invalid=${error ? 'true' : nothing}
    placeholder=${setup.placeholder ?? nothing}
    .value=${state.typed ?? setup.shown?.() ?? ''}
    @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
    @click=${() => open(state)}
    @input=${(event: Event) => typing(state, event)}
    @keydown=${(event: KeyboardEvent) => pressed(state, event)}
    @blur=${() => close(state)}
  />`
}

function flat(groups: Options): Option[] {
  return groups.flatMap(({ options }) => options)
}

function list(state: State): TemplateResult {
  const t = common().picker
  const { name, label } = state.setup
  const options = flat(state.groups)
  const group = ({ label: title, options: own }: Options[number], order: number): TemplateResult =>
    html`<div role="group" aria-labelledby="o-${name}-g${order}">
      <p class="picker-group" id="o-${name}-g${order}">${title}</p>
      ${own.map((option) => row(state, option, options.indexOf(option)))}
    </div>`
  const none = options.length === 0
  // Why there is nothing to choose is no choice, and stands beside the list.
  return html`<div class="picker-list" ?hidden=${!state.open}>
      <div id="o-${name}" role="listbox" aria-label=${label}>
        ${state.open ? state.groups.map(group) : nothing}
      </div>
      ${state.open && none ? html`<p class="picker-group">${nothingLine(state)}</p>` : nothing}
    </div>
    <span class="unseen" role="status"
      >${state.open && state.typed ? (none ? nothingLine(state) : t.found(options.length)) : ''}</span
    >`
}

/** Why the list is empty: nothing was found, it is on its way, or it could not be asked for. */
function nothingLine({ problem, typed, looking }: State): string {
  const t = common().picker
  if (isOffline(problem)) return t.offline
  if (problem) return explain(problem)
  return typed && !looking ? t.none : t.waiting
}

function row(state: State, option: Option, index: number): TemplateResult {
  return html`<div
    class="picker-option"
    role="option"
    id="o-${state.setup.name}-${index}"
    aria-selected=${index === state.at}
    @mousedown=${(event: Event) => event.preventDefault()}
    @click=${() => take(state, option)}
  >
    <span>${option.label}</span
    >${option.note ? html`<span class="quiet small">${option.note}</span>` : nothing}
  </div>`
}
