import { inspected } from '../../src/files/inspect.ts'
import { budget } from '../../src/files/readers/budget.ts'
import { kindOfName } from '../../src/files/rules.ts'
import { streamOf } from '../support/files.ts'

/** What looking through a file costs: steps of its budget, bytes held, milliseconds; and what comes of it. */
export async function costOf(name: string, bytes: Uint8Array) {
  const spending = budget()
  const began = process.cpuUsage()
  const { body, seen, over } = inspected(streamOf(bytes), kindOfName(name)!, false, spending)
  let outcome = 'taken'
  try {
    for await (const _ of body);
  } catch (error) {
    if (seen.refusal === undefined) throw error
    outcome = seen.refusal.code
  }
  await over
  const { stamp, active, unread, refusal } = seen
  const { user, system } = process.cpuUsage(began)
  // What it works, not what it waits for: other programs on the machine do not count.
  const ms = (user + system) / 1000
  return {
    outcome,
    stamp,
    active,
    unread,
    refusal: refusal?.message,
    steps: spending.spent(),
    held: spending.held(),
    ms,
  }
}
