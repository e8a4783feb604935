import { Problem } from '../../api/problem.ts'
import type { Visit, View } from '../../screen.ts'
import committees from './committees.ts'
import reports from './reports.ts'
import system from './system.ts'

/** What whoever runs the instance sees, by the last part of the address. */
const parts = { '': committees, 'bao-cao': reports, 'he-thong': system }

/** @throws Problem for an address that leads nowhere */
export default function operator(visit: Visit<'operator'>): Promise<View> {
  const { part = '' } = visit.params
  if (!Object.hasOwn(parts, part)) throw new Problem(404, 'not_found', '')
  return parts[part as keyof typeof parts](visit)
}
