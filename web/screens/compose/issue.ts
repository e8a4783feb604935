import { call } from '../../api/client.ts'
import { intention } from '../../api/intention.ts'
import { Problem } from '../../api/problem.ts'
import type { Document } from '../../api/types.ts'
import { go } from '../../router.ts'
import { api, at, enter, here } from '../../session.ts'
import { say } from '../../shell/overlay.ts'
import { words } from '../../text/words.ts'
import { forget } from './draft.ts'
import type { State } from './state.ts'

/** Saves, then issues; what is missing is told at its field. */
export async function issue(state: State): Promise<void> {
  const t = words('compose')
  if (state.busy) return
  state.busy = true
  delete state.problem
  state.draw()
  try {
    await state.keeper.flush()
    const { document } = state.keeper
    state.errors = missingIn(document)
    if (state.files.busy()) throw new Problem(422, 'uploading', t.uploading)
    if (!document || Object.keys(state.errors).length > 0) throw new Problem(422, 'missing', t.issueErrors)
    const { id, version } = document
    const done = await state.send.post<{ notation: string; recipients: number }>(
      api('documents', id, 'issue'),
      { version },
    )
    say(t.issued(done.notation, done.recipients))
    await enter(here().committee.handle, true)
    go(at('van-ban-di', id), { replace: true })
  } catch (problem) {
    state.problem = problem
    setTimeout(() => window.document.getElementById('chua-duoc')?.focus())
  }
  state.busy = false
  state.draw()
}

/** The checks that stand in the way, by the field that mends them. */
function missingIn(document: Document | undefined): Record<string, string> {
  const rows = document?.checks.filter(({ state }) => state === 'error') ?? []
  if (!document) return { subject: words('compose').issueErrors }
  return Object.fromEntries(rows.map(({ id, label, detail }) => [id, detail ?? label]))
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
