import { eq, inArray } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import type { Visit } from '../core/context.ts'
import { Conflict } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { findReplay, replayIfDone } from '../core/replay.ts'
import { fold } from '../core/text.ts'
import { committeeActs } from '../directory/acts.ts'
import { changeDirectory, wordsOf } from '../directory/change.ts'
import { codeRows, takenCode } from '../directory/codes.ts'
import { RESERVED } from '../directory/schema.ts'
import type { SignUp, Steps } from '../directory/schema.ts'
import { unknownSuperior } from '../directory/unknown-superior.ts'
import { committee, membership } from '../entrance/control-tables.ts'
import type { Setup } from '../entrance/control-tables.ts'
import { showSteps } from './provisioning.ts'

/**
 * Opens a committee for the person signed in, who becomes its administrator and clerk. Only the directory entry
 * is made, hidden until {@link provision} has brought everything up.
 * @throws Conflict when the handle or a code is taken; Invalid when the superior is unknown
 */
export const signUpCommittee = (visit: Visit, input: SignUp): Promise<Steps> =>
  signUpAs(visit, input, () => [])

/**
 * Signs a committee up as {@link signUpCommittee}.
 * @param more statements of the same batch, by the id of the new committee
 */
export async function signUpAs(
  visit: Visit,
  input: SignUp,
  more: (id: string) => Statement[],
): Promise<Steps> {
  const { control, person, once } = visit
  const wanted = input.handle === undefined ? candidates(input.name) : [input.handle]
  const [done, taken, superiors] = await control.batch([
    findReplay(control, person.id, once),
    control
      .select({ handle: committee.handle, name: committee.name, state: committee.state })
      .from(committee)
      .where(inArray(committee.handle, wanted)),
    control
      .select({ id: committee.id, state: committee.state })
      .from(committee)
      .where(eq(committee.handle, input.superior ?? '')),
  ])
  replayIfDone(done, once)
  const handle = wanted.find((one) => taken.every((row) => row.handle !== one))
  if (handle === undefined) throw handleTaken(taken[0])
  const superior = superiors.find((row) => row.state !== 'provisioning')
  if (input.superior !== undefined && superior === undefined) throw unknownSuperior()
  const id = newId()
  const setup: Setup = {
    done: 0,
    memberId: newId(),
    issuerId: newId(),
    term: { id: newId(), ...input.term },
  }
  return changeDirectory(
    visit,
    committeeActs.signUp({ id, name: input.name }, { after: { ...input, handle } }),
    [...entryRows(visit, id, handle, input, setup, superior?.id), ...more(id)],
    { handle, state: 'provisioning', steps: showSteps(setup) },
    async () => (await takenCode(control, id, input.codes)) ?? handleTaken(await holderOf(visit, handle)),
  )
}

function entryRows(
  { control, person, clock }: Visit,
  id: string,
  handle: string,
  { name, kind, suffix, place, codes }: SignUp,
  setup: Setup,
  superiorId: string | undefined,
): Statement[] {
  const at = clock()
  const link = superiorId === undefined ? {} : { superiorId, superiorState: 'pending' as const }
  return [
    control.insert(committee).values({
      id,
      handle,
      kind,
      suffix,
      place,
      setup,
      told: true,
      ...wordsOf({ name, place, suffix, kind, handle }),
      state: 'provisioning',
      ...link,
      superiorAskedAt: superiorId === undefined ? null : at,
      createdBy: person.id,
      createdAt: at,
      editedAt: at,
    }),
    control.insert(membership).values({ userId: person.id, committeeId: id, createdAt: at }),
    ...codes.flatMap((code) => codeRows(control, id, code)),
  ]
}

type Holder = { name: string; state: string }

function handleTaken(holder: Holder | undefined): Conflict {
  const who = holder === undefined || holder.state === 'provisioning' ? '' : `: ${holder.name}`
  const message = `Định danh này đã có cơ quan dùng${who}. Đề nghị chọn định danh khác.`
  return new Conflict(message, { fields: [{ field: 'handle', message }] })
}

async function holderOf({ control }: Visit, handle: string): Promise<Holder | undefined> {
  const [row] = await control
    .select({ name: committee.name, state: committee.state })
    .from(committee)
    .where(eq(committee.handle, handle))
  return row
}

/** Handles to try for a name: `Đảng ủy xã Tả Van` → `dang-uy-xa-ta-van`, then `-2`, `-3` … */
function candidates(name: string): string[] {
  const base = fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 36)
    .replace(/-+$/, '')
  const free = base.length >= 3 && !RESERVED.includes(base)
  const usable = free ? base : `co-quan-${base}`.replace(/-+$/, '')
  return [usable, ...Array.from({ length: 20 }, (_, i) => `${usable}-${i + 2}`)]
}
