import { createApp } from '../app.ts'
import { dayAt } from '../core/dates.ts'
import { confirmRoot } from '../onboarding/confirmation.ts'
import { mergeInto } from '../onboarding/merge.ts'
import { setOperator } from '../onboarding/operators.ts'
import type { Platform } from '../platform/platform.ts'
import type { Places } from './stamp.ts'
import { recent } from './story-now.ts'
import { operating } from './story-operator.ts'
import { planned } from './story-plans.ts'
import { before, foundation } from './story-past.ts'

/**
 * Tells the story of the demo province to an empty instance, through the app's own routes and with its clock
 * moved through the days on which things happened.
 * @param read the bytes of a file in `src/demo/files`
 */
export async function fillDemo(
  platform: Platform,
  read: (file: string) => Promise<Uint8Array>,
): Promise<void> {
  const clock = { now: platform.clock() }
  const app = createApp({ ...platform, clock: () => clock.now, log: () => undefined })
  const blanks = JSON.parse(new TextDecoder().decode(await read('places.json'))) as Record<string, Places>
  const confirm = (handle: string) => confirmRoot({ ...platform, clock: () => clock.now }, handle)
  const operate = (email: string) => setOperator({ ...platform, clock: () => clock.now }, email, true)
  const merge = (handle: string, heir: string, why: string) =>
    mergeInto({ ...platform, clock: () => clock.now }, handle, heir, why)
  const prove = (email: string) =>
    platform.control.execute({ sql: 'update user set emailVerified = 1 where email = ?', args: [email] })
  const world = {
    fetch: app.fetch,
    clock,
    today: dayAt(clock.now),
    read,
    blanks,
    confirm,
    operate,
    merge,
    prove,
  }
  await before(world)
  await foundation(world)
  await recent(world)
  await planned(world)
  await operating(world)
}
