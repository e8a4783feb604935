import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { common } from '../text/common.ts'

/**
 * A column. `main` is the widest and leads; `num` is right-aligned. `drop` says from which width down it goes:
 * 1 on laptops, 2 on tablets, 3 on phones; what goes on phones belongs in the main cell's second line.
 */
export type Column<T> = {
  title: string
  /** The title is for screen readers only, as over the buttons at a row's end. */
  unseen?: boolean
  cell: (row: T) => unknown
  kind?: 'main' | 'num' | 'line'
  drop?: 1 | 2 | 3
}

/** The rows ticked, by key. */
export type Ticks = Set<string>

type Options<T> = {
  /** What the table is, for those who do not see it. */
  caption: string
  columns: Column<T>[]
  rows: T[]
  key: (row: T) => string
  /** Ticking rows, where something can be done with several at once. */
  ticks?: { chosen: Ticks; name: (row: T) => string; draw: () => void }
}

/** A table as a work surface: sticky head, rows to walk with j and k, columns that go by priority. */
export function table<T>({ caption, columns, rows, key, ticks }: Options<T>): TemplateResult {
  const head = ({ title, unseen, kind, drop }: Column<T>): TemplateResult =>
    html`<th scope="col" class=${classes(kind, drop)}>
      <span class=${unseen ? 'unseen' : ''}>${title}</span>
    </th>`
  const line = (row: T): TemplateResult =>
    html`<tr data-key=${key(row)}>
      ${ticks ? tick(row, key(row), ticks) : nothing}
      ${columns.map(({ cell, kind, drop }) => html`<td class=${classes(kind, drop)}>${cell(row)}</td>`)}
    </tr>`
  return html`<table class="table">
    <caption class="unseen">
      ${caption}
    </caption>
    <thead>
      <tr>
        ${ticks ? html`<th scope="col" class="tick-cell">${allBox(rows.map(key), ticks)}</th>` : nothing}
        ${columns.map(head)}
      </tr>
    </thead>
    <tbody>
      ${repeat(rows, key, line)}
    </tbody>
  </table>`
}

function classes(kind: Column<unknown>['kind'], drop: Column<unknown>['drop']): string {
  return [kind === 'main' ? 'main-cell' : (kind ?? ''), drop ? `drop-${drop}` : ''].join(' ')
}

function tick<T>(
  row: T,
  key: string,
  { chosen, name, draw }: NonNullable<Options<T>['ticks']>,
): TemplateResult {
  return html`<td class="tick-cell">
    <input
      type="checkbox"
      aria-label=${common().choose(name(row))}
      .checked=${chosen.has(key)}
      @change=${() => {
        toggle(chosen, key)
        draw()
      }}
    />
  </td>`
}

function allBox<T>(keys: string[], { chosen, draw }: NonNullable<Options<T>['ticks']>): TemplateResult {
  const all = keys.length > 0 && keys.every((key) => chosen.has(key))
  return html`<input
    type="checkbox"
    aria-label=${common().chooseAll}
    .checked=${all}
    @change=${() => {
      if (all) chosen.clear()
      else for (const key of keys) chosen.add(key)
      draw()
    }}
  />`
}

/** Ticks a row, or unticks it. */
export function toggle(chosen: Ticks, key: string): void {
  if (!chosen.delete(key)) chosen.add(key)
}

/** The key of the row an element stands in. */
export function keyOf(element: HTMLElement): string | undefined {
  return element.closest<HTMLElement>('[data-key]')?.dataset['key']
}
