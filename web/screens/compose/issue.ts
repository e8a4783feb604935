import { call } from '../../api/client.ts'
import { intention } from '../../api/intention.ts'
import { Problem } from '../../api/problem.ts'
import { go } from '../../router.ts'
import { api, at, enter, here } from '../../session.ts'
import { say } from '../../shell/overlay.ts'
import { words } from '../../text/words.ts'
import { forget } from './draft.ts'
import type { State } from './state.ts'

/** Saves, then issues; what is missing is told at its field. */
export async function issue(state: State): Promise<void> {
  if (state.busy) return
  state.busy = true
  state.errors = {}
  delete state.problem
  state.draw()
  try {
    const { notation, recipients, id } = await send(state)
    say(words('compose').issued(notation, recipients))
    await enter(here().committee.handle, true)
    go(at('van-ban-di', id), { replace: true })
  } catch (problem) {
    if (problem instanceof Problem) state.errors = problem.fields
    if (Object.keys(state.errors).length === 0) state.problem = problem
    else setTimeout(() => document.getElementById('chua-duoc')?.focus())
  }
  state.busy = false
  state.draw()
}

type Issued = { id: string; notation: string; recipients: number }

async function send({ keeper, files, send: intent }: State): Promise<Issued> {
  if (files.busy()) throw new Problem(422, 'uploading', words('compose').uploading)
  if (keeper.state !== 'saved') keeper.change({})
  await keeper.flush()
  if (!keeper.document || keeper.state !== 'saved') throw keeper.problem ?? new Problem(412, 'stale', '')
  const { id, version } = keeper.document
  return intent.post<Issued>(api('documents', id, 'issue'), { version })
}

/** Throws the draft away, which can be undone from the line that says so. */
export async function discard({ keeper }: State): Promise<void> {
  const id = keeper.document?.id
  if (!id) return
  keeper.state = 'saved'
  forget(id)
  await call('DELETE', api('documents', id))
  const handle = here().committee.handle
  await enter(handle, true)
  go(at('van-ban-di'), { replace: true })
  say(words('compose').discarded, () => {
    void intention()
      .post(api('documents', id, 'restoration'))
      .then(() => go(at('van-ban-di', 'soan', id)))
  })
}
