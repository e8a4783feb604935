import type { Visit } from '../../core/context.ts'
import type { Versions } from '../../core/version.ts'
import { confirmRoot, withdrawConfirmation } from '../confirmation.ts'
import { setSuspended } from '../suspension.ts'

type Done = { handle: string; name: string }

/** As {@link confirmRoot}, by the person signed in. */
export const confirm = async (
  { platform, person }: Visit,
  handle: string,
  seen: Versions | undefined,
): Promise<Done> => ({ handle, ...(await confirmRoot(platform, handle, person, seen)) })

/** As {@link withdrawConfirmation}, by the person signed in. */
export const withdraw = async ({ platform, person }: Visit, handle: string, why: string): Promise<Done> => ({
  handle,
  ...(await withdrawConfirmation(platform, handle, why, person)),
})

/** As {@link setSuspended}, by the person signed in. */
export const suspend = async (
  { platform, person }: Visit,
  handle: string,
  suspended: boolean,
  why: string,
): Promise<Done> => ({ handle, ...(await setSuspended(platform, handle, suspended, why, person)) })
