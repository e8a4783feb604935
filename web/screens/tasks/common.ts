import type { TemplateResult } from 'lit-html'
import { head, type Tab } from '../../parts/head.ts'
import type { Inside } from '../../screen.ts'

export const LISTS = ['unit', 'given', 'all', 'ended'] as const
export type ListName = (typeof LISTS)[number]

/** The head of every list of tasks: the ways among them. */
export function tasksHead(
  visit: Inside<'tasks'>,
  current: ListName | 'mine' | 'plans' | 'asks' | 'arrived' | 'away' | 'figures' | 'book',
): TemplateResult {
  const t = visit.words.tasks
  const { counts } = visit.here
  const mine = (counts['tasks'] ?? 0) + (counts['handling'] ?? 0) + (counts['asks'] ?? 0)
  const tabs: Tab[] = [
    { href: visit.at('cong-viec'), word: t.mine, current: current === 'mine', count: mine },
    ...LISTS.filter((list) => list === 'unit' || list === 'given' || visit.may('tasks.board')).map(
      (list) => ({
        href: visit.at('cong-viec', 'danh-sach', list),
        word: t.lists[list],
        current: current === list,
      }),
    ),
    ...(visit.may('plans.read')
      ? [{ href: visit.at('cong-viec', 'ke-hoach'), word: t.plans, current: current === 'plans' }]
      : []),
    ...(visit.may('asks.read')
      ? [
          { href: visit.at('cong-viec', 'cap-tren-giao'), word: t.arrived, current: current === 'arrived' },
          { href: visit.at('cong-viec', 'giao-cap-duoi'), word: t.sendings, current: current === 'asks' },
        ]
      : []),
    ...(visit.may('tasks.board')
      ? [
          { href: visit.at('cong-viec', 'so'), word: t.bookTab, current: current === 'book' },
          { href: visit.at('cong-viec', 'so-lieu'), word: t.figuresTab, current: current === 'figures' },
        ]
      : []),
    { href: visit.at('cong-viec', 'vang-mat'), word: t.away, current: current === 'away' },
  ]
  return head(t.title, { tabs })
}
