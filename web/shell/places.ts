import type { Here, PermissionId } from '../api/types.ts'
import { common } from '../text/common.ts'

/** One entry of the menu: where it leads, its word, how much waits there. */
export type Place = { href: string; word: string; waits: number; current: boolean; icon: Icon }
export type Icon = 'desk' | 'in' | 'out' | 'task' | 'book' | 'flow' | 'people' | 'gear'

/** Whoever has one of these has something to do in the administration. */
const administers = [
  'organisation.manage',
  'persons.read',
  'books.manage',
  'groups.manage',
  'audit.read',
] as const

/** The places of a committee that this person may see, in the order of the day's work. */
export function places({ committee, me, counts }: Here, path: string): Place[] {
  const t = common().places
  const can = (permission: PermissionId): boolean => me.permissions.includes(permission)
  const waits = (kind: string): number => counts[kind] ?? 0
  const rows: [boolean, string, string, number, Icon][] = [
    [can('desk.read'), 'ban-lam-viec', t.desk, 0, 'desk'],
    [can('deliveries.read') || can('documents.read'), 'van-ban-den', t.incoming, waits('arrivals'), 'in'],
    [can('documents.read'), 'van-ban-di', t.outgoing, waits('drafts'), 'out'],
    [can('tasks.read'), 'cong-viec', t.tasks, waits('tasks') + waits('handling') + waits('asks'), 'task'],
    [can('registers.read'), 'so/van-ban-di', t.registers, 0, 'book'],
    [can('procedures.read'), 'quy-trinh', t.processes, waits('cases'), 'flow'],
    [can('directory.read'), 'danh-ba', t.directory, 0, 'people'],
    [
      administers.some(can),
      'quan-tri',
      t.admin,
      waits('links') + waits('claims') + waits('foundings'),
      'gear',
    ],
  ]
  return rows
    .filter(([allowed]) => allowed)
    .map(([, slug, word, count, icon]) => {
      const root = `/${committee.handle}/${slug.split('/')[0]}`
      const current = path === root || path.startsWith(`${root}/`)
      return { href: `/${committee.handle}/${slug}`, word, waits: count, current, icon }
    })
}
