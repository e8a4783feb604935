import { html, nothing, type TemplateResult } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import type { Condition, Field, Template } from '../../src/processes/template.ts'
import { cellList, cellNumber, cellSelect, cellText } from './cells.ts'
import type { Writing } from './state.ts'

type Test = Extract<Condition, { f: string }>
type Mode = 'all' | 'any' | 'none'
type Group = { mode: Mode; parts: Condition[] }

/** A condition as people see it: parts, and whether all, one or none of them must hold. */
export function groupOf(condition: Condition | undefined): Group {
  if (condition === undefined) return { mode: 'all', parts: [] }
  if ('all' in condition) return { mode: 'all', parts: condition.all }
  if ('any' in condition) return { mode: 'any', parts: condition.any }
  if (!('not' in condition)) return { mode: 'all', parts: [condition] }
  return { mode: 'none', parts: 'any' in condition.not ? condition.not.any : [condition.not] }
}

/** The condition that a group stands for; none without parts. */
export function conditionOf({ mode, parts }: Group): Condition | undefined {
  const [only] = parts
  if (only === undefined) return undefined
  if (mode === 'none') return { not: parts.length === 1 ? only : { any: parts } }
  return parts.length === 1 ? only : mode === 'all' ? { all: parts } : { any: parts }
}

const ORDERED: readonly Field['type'][] = ['integer', 'decimal', 'date', 'datetime']
const WORDED: readonly Field['type'][] = ['string', 'text', 'enum']

/** The tests that make sense of a field of this type. */
const testsOf = (type: Field['type'] | undefined): Test['is'][] => {
  if (type === 'boolean') return ['eq', 'set']
  if (type === undefined) return ['set']
  if (ORDERED.includes(type)) return ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'set']
  return WORDED.includes(type) ? ['eq', 'ne', 'in', 'set'] : ['set']
}

/** What a field is compared with to begin with. */
function firstValue({ type, enum: choices = [] }: Field): unknown {
  if (type === 'boolean') return true
  if (type === 'integer' || type === 'decimal') return 1
  if (type === 'date') return new Date().toISOString().slice(0, 10)
  if (type === 'datetime') return `${new Date().toISOString().slice(0, 10)}T08:00:00+07:00`
  return choices[0] ?? ''
}

/** A test of a field to begin with: the first that a way can be chosen by. */
export function firstTest({ fields }: Pick<Template, 'fields'>, wanted?: string): Test | undefined {
  const all = Object.entries(fields)
  const found =
    all.find(([id]) => id === wanted) ??
    all.find(([, { type }]) => type === 'boolean' || type === 'enum') ??
    all[0]
  if (found === undefined) return undefined
  const [f, field] = found
  const [is = 'set'] = testsOf(field.type)
  return is === 'set' ? { f, is } : { f, is, v: firstValue(field) }
}

type Put = (next: Condition | undefined) => void

/**
 * A condition to be written: its tests one to a line, groups inside one another.
 * @param at what its controls are named by, such as `2` or `2.1`
 */
export function conditionEditor(
  editor: Writing,
  now: Condition | undefined,
  put: Put,
  at: string,
  empty = '',
): TemplateResult {
  const t = editor.words
  const { mode, parts } = groupOf(now)
  const first = firstTest(editor.edits.now)
  const set = (next: Condition[], as: Mode = mode) => put(conditionOf({ mode: as, parts: next }))
  return html`<div class="condition">
    ${
      parts.length > 1 || mode === 'none'
        ? cellSelect(`${t.group} ${at}`, mode, Object.entries(t.groups), (as) => set(parts, as as Mode))
        : parts.length === 0
          ? html`<span class="quiet">${empty}</span>`
          : nothing
    }
    ${parts.map((part, i) => {
      const replace: Put = (next) =>
        set(next === undefined ? parts.filter((_, n) => n !== i) : parts.with(i, next))
      const name = parts.length > 1 ? `${at}.${i + 1}` : at
      return 'f' in part ? test(editor, part, replace, name) : conditionEditor(editor, part, replace, name)
    })}
    <p class="row">
      ${
        first === undefined
          ? html`<span class="hint">${t.noFields}</span>`
          : html`<button class="link" type="button" @click=${() => set([...parts, first])}>
                + ${t.addWhen}
              </button>
              ${
                parts.length === 0
                  ? nothing
                  : html`<button
                      class="link"
                      type="button"
                      @click=${() => set([...parts, { [mode === 'any' ? 'all' : 'any']: [first, first] } as Condition])}
                    >
                      + ${t.addGroup}
                    </button>`
              }`
      }
    </p>
  </div>`
}

function test(editor: Writing, now: Test, put: Put, at: string): TemplateResult {
  const t = editor.words
  const { fields } = editor.edits.now
  const field = Object.hasOwn(fields, now.f) ? fields[now.f] : undefined
  const names = Object.entries(fields).map(([id, { label }]) => [id, label] as const)
  const tests = [...new Set([...testsOf(field?.type), now.is])]
  const change = (is: Test['is']): void => {
    if (is === 'set') return put({ f: now.f, is })
    const [one] = Array.isArray(now.v) ? (now.v as unknown[]) : [now.v]
    const kept =
      now.is === 'set' || field === undefined ? firstValue(field ?? { type: 'text', label: '' }) : one
    put({ f: now.f, is, v: is === 'in' ? [kept] : kept })
  }
  return html`<p class="row">
    ${cellSelect(t.conditionField(at), now.f, field ? names : [...names, [now.f, now.f]], (f) => put(firstTest(editor.edits.now, f)))}
    ${cellSelect(
      t.conditionTest(at),
      now.is,
      tests.map((is) => [is, t.tests[is]]),
      (is) => change(is as Test['is']),
    )}
    ${now.is === 'set' ? nothing : value(editor, field, now, put, t.conditionValue(at))}
    <button class="link" type="button" aria-label=${t.removeCondition(at)} @click=${() => put(undefined)}>
      ✕
    </button>
  </p>`
}

/** What a field is compared with, by a control of its type. */
function value(
  { words: t }: Writing,
  field: Field | undefined,
  now: Test,
  put: Put,
  label: string,
): TemplateResult {
  const set = (v: unknown) => put({ ...now, v })
  const type = field?.type
  if (now.is === 'in') {
    const chosen = Array.isArray(now.v) ? (now.v as unknown[]) : []
    if (type !== 'enum') return cellList(label, chosen.map(String), (parts) => parts.length > 0 && set(parts))
    return html`${(field?.enum ?? []).map(
      (one) =>
        html`<label class="tick"
          ><input
            type="checkbox"
            aria-label=${`${label}: ${one}`}
            .checked=${live(chosen.includes(one))}
            @change=${() => set((field?.enum ?? []).filter((other) => (other === one) !== chosen.includes(other)))}
          />${one}</label
        >`,
    )}`
  }
  if (type === 'boolean')
    return cellSelect(label, String(now.v), Object.entries(t.yesNo), (v) => set(v === 'true'))
  if (type === 'enum')
    return cellSelect(
      label,
      String(now.v),
      (field?.enum ?? []).map((one) => [one, one]),
      set,
    )
  if (type === 'integer' || type === 'decimal') return cellNumber(label, Number(now.v), set, -Infinity, type)
  if (type === 'date') return input(label, 'date', String(now.v), (v) => v && set(v))
  if (type === 'datetime')
    return input(label, 'datetime-local', String(now.v).slice(0, 16), (v) => v && set(`${v}:00+07:00`))
  return cellText(label, typeof now.v === 'string' ? now.v : '', set)
}

const input = (label: string, type: string, now: string, set: (v: string) => unknown): TemplateResult =>
  html`<input
    type=${type}
    aria-label=${label}
    .value=${live(now)}
    @change=${(event: Event) => set((event.target as HTMLInputElement).value)}
  />`
