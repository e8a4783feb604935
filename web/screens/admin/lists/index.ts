import { Problem } from '../../../api/problem.ts'
import type { Inside, View } from '../../../screen.ts'
import staff from './staff.ts'
import subordinates from './subordinates.ts'

/** What can be brought in by a list, by the part of the administration it belongs to. */
const lists = { 'can-bo': staff, 'lien-ket': subordinates }

/** @throws Problem for a part that has none */
export default function list(visit: Inside<'lists'>): Promise<View> {
  const { part = '' } = visit.params
  if (!Object.hasOwn(lists, part)) throw new Problem(404, 'not_found', '')
  return lists[part as keyof typeof lists](visit)
}
