import { intention } from '../../api/intention.ts'
import { Problem } from '../../api/problem.ts'
import type { Document } from '../../api/types.ts'
import { go } from '../../navigation.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'
import type { State } from './state.ts'

type Visit = Inside<'compose' | 'issuing'>

/**
 * Saves, also what is being saved just now.
 * @returns the document as the server has it
 * @throws Problem when a file is not there yet, or the text could not be saved
 */
export async function settled(visit: Visit, { keeper, files }: State): Promise<Document> {
  const t = visit.words.issuing
  if (files.busy()) throw new Problem(422, 'uploading', t.uploading)
  if (files.unsent()) throw new Problem(422, 'unsent', '', { fields: { files: common().upload.unsent } })
  if (keeper.state === 'new') keeper.change({})
  await keeper.flush()
  if (!keeper.document || keeper.state !== 'saved') throw keeper.problem ?? new Problem(412, 'stale', '')
  return keeper.document
}

/** Issues: under the number it holds, or number and sending in one step. */
export async function issue(visit: Visit, state: State): Promise<void> {
  const { id, version, next } = await settled(visit, state)
  const issued = await shown(
    state,
    state.send('POST /documents/{id}/issue', { id, body: { version, number: next?.number } }),
  )
  say(visit.words.issuing.issued(issued.notation, issued.recipients))
  await visit.refresh()
  visit.go(visit.at('van-ban-di', id), { replace: true })
}

/** Gives the draft its number and day; the scan that bears them is uploaded here, then it is sent. */
export async function number(visit: Visit, state: State): Promise<void> {
  const { id, version, next } = await settled(visit, state)
  const body = { version, number: next?.number }
  const { notation } = await shown(state, intention(visit.ask)('POST /documents/{id}/number', { id, body }))
  await state.keeper.follow()
  say(visit.words.issuing.numbered(notation))
  await visit.refresh()
}

/** Where the number that was shown is gone, the button shows the one it would be now. */
const shown = <T>({ keeper }: State, act: Promise<T>): Promise<T> =>
  act.catch(async (problem: unknown) => {
    if (problem instanceof Problem && problem.code === 'number_gone') await keeper.renew()
    throw problem
  })

/** Asks why the number is voided, and voids it. */
export async function voidNumber(visit: Visit, state: State): Promise<void> {
  const document = await settled(visit, state)
  const { voidDialog } = await import('../drafting/void.ts')
  voidDialog(visit, document, () => state.keeper.follow())
}

/** Throws the draft away, which can be undone from the line that says so. */
export async function discard(visit: Visit, { keeper }: State): Promise<void> {
  const id = keeper.document?.id
  if (!id) return
  await keeper.flush()
  await visit.ask('DELETE /documents/{id}', { id })
  keeper.letGo()
  await visit.refresh()
  visit.go(visit.at('van-ban-di'), { replace: true })
  say(visit.words.issuing.discarded, () => {
    void intention(visit.ask)('POST /documents/{id}/restoration', { id }).then(() =>
      go(visit.at('van-ban-di', 'soan', id)),
    )
  })
}
