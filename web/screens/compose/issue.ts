import { intention } from '../../api/intention.ts'
import { Problem } from '../../api/problem.ts'
import { go } from '../../navigation.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'
import type { State } from './state.ts'

/** Saves, also what is being saved just now, then issues. */
export async function issue(visit: Inside<'compose'>, { keeper, files, send }: State): Promise<void> {
  const t = visit.words.compose
  if (files.busy()) throw new Problem(422, 'uploading', t.uploading)
  if (files.unsent()) throw new Problem(422, 'unsent', '', { fields: { files: common().upload.unsent } })
  if (keeper.state === 'new') keeper.change({})
  await keeper.flush()
  if (!keeper.document || keeper.state !== 'saved') throw keeper.problem ?? new Problem(412, 'stale', '')
  const { id, version, next } = keeper.document
  const issued = await send('POST /documents/{id}/issue', {
    id,
    body: { version, number: next?.number },
  }).catch(async (problem: unknown) => {
    // The button shows the number it would be now.
    if (problem instanceof Problem && problem.code === 'number_gone') await keeper.renew()
    throw problem
  })
  say(t.issued(issued.notation, issued.recipients))
  await visit.refresh()
  visit.go(visit.at('van-ban-di', id), { replace: true })
}

/** Throws the draft away, which can be undone from the line that says so. */
export async function discard(visit: Inside<'compose'>, { keeper }: State): Promise<void> {
  const id = keeper.document?.id
  if (!id) return
  await keeper.flush()
  await visit.ask('DELETE /documents/{id}', { id })
  keeper.letGo()
  await visit.refresh()
  visit.go(visit.at('van-ban-di'), { replace: true })
  say(visit.words.compose.discarded, () => {
    void intention(visit.ask)('POST /documents/{id}/restoration', { id }).then(() =>
      go(visit.at('van-ban-di', 'soan', id)),
    )
  })
}
