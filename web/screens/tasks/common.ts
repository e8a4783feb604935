import { html, nothing, type TemplateResult } from 'lit-html'
import { head } from '../../parts/head.ts'
import type { Inside } from '../../screen.ts'

export const LISTS = ['unit', 'given', 'all', 'ended'] as const
export type ListName = (typeof LISTS)[number]
type Place = ListName | 'mine' | 'plans' | 'asks' | 'arrived' | 'away' | 'figures' | 'book'

/** Where each list stands: the rest of its address. */
const AT: Record<Place, string[]> = {
  mine: [],
  away: ['vang-mat'],
  unit: ['danh-sach', 'unit'],
  given: ['danh-sach', 'given'],
  all: ['danh-sach', 'all'],
  ended: ['danh-sach', 'ended'],
  plans: ['ke-hoach'],
  arrived: ['cap-tren-giao'],
  asks: ['giao-cap-duoi'],
  book: ['so'],
  figures: ['so-lieu'],
}

/** The head of every list of tasks: five ways at most, and under the one that is open the ways within it. */
export function tasksHead(visit: Inside<'tasks'>, current: Place): TemplateResult {
  const t = visit.words.tasks
  const { counts } = visit.here
  const board = visit.may('tasks.board')
  const groups: [word: string, places: Place[], count?: number][] = [
    [t.mine, ['mine', 'away'], (counts['tasks'] ?? 0) + (counts['handling'] ?? 0) + (counts['asks'] ?? 0)],
    [t.groups.office, board ? ['unit', 'given', 'all', 'ended'] : ['unit', 'given']],
    [t.plans, visit.may('plans.read') ? ['plans'] : []],
    [
      t.groups.across,
      [
        ...(visit.may('asks.receive') ? (['arrived'] as const) : []),
        ...(visit.may('asks.read') ? (['asks'] as const) : []),
      ],
    ],
    [t.groups.book, board ? ['book', 'figures'] : []],
  ]
  const at = (place: Place): string => visit.at('cong-viec', ...AT[place])
  const [word, within] = groups.find(([, places]) => places.includes(current)) ?? ['', []]
  return html`${head(t.title, {
    tabs: groups.flatMap(([name, places, count]) =>
      places[0] ? [{ href: at(places[0]), word: name, current: name === word, count }] : [],
    ),
  })}
  ${
    within.length > 1
      ? html`<nav class="ways" aria-label=${word}>
          ${within.map((one) => html`<a href=${at(one)} aria-current=${one === current ? 'page' : nothing}>${t.places[one]}</a>`)}
        </nav>`
      : nothing
  }`
}
