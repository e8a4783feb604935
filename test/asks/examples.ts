import { upload } from '../support/exchange.ts'
import { aDraft, made, only, plain, putBelow, tag } from '../support/examples.ts'
import type { Example, Home, Make } from '../support/examples.ts'
import type { Place } from '../support/exchange.ts'

const WISH = { dueOn: '2026-12-22', reason: 'Chờ số liệu' }
const REASON = { reason: 'Thay thế' }

async function ask(from: Home, to: Place): Promise<{ id: string }> {
  await putBelow(to, from)
  const body = { title: `Việc ${tag()}`, product: 'Báo cáo', dueOn: '2026-12-15', to: [to.handle] }
  return made({ ...from, clerk: from.chief }, 'asks', body)
}

/** Something asked by the place, after these steps of its own. */
async function asked(home: Home, steps: string[] = [], body: object = {}): Promise<Example> {
  const { id } = await ask(home, home.asker)
  for (const step of steps) await home.chief.post(`${home.api}/asks/${id}/${step}`, REASON)
  return { params: { id }, body }
}

const askerHome = (home: Home): Home => ({ ...home, ...home.asker, chief: home.askerChief })

/** What was asked last of a committee. */
async function arrived({ clerk, api }: Place): Promise<string> {
  const { items } = (await clerk.get(`${api}/arrived-asks?limit=100`)).body
  return items.toSorted((a: { id: string }, b: { id: string }) => b.id.localeCompare(a.id))[0].id
}

/** What a place asked, taken by the other side and as far as these steps bring it there. */
async function taken(home: Home, steps: [path: string, body: object][], body: object = {}): Promise<Example> {
  const example = await asked(home, [], body)
  const { clerk, api } = home.asker
  const { memberId } = (await clerk.get(api)).body.me
  const lead = { kind: 'person', id: memberId }
  const id = await arrived(home.asker)
  const { taskId } = (await clerk.post(`${api}/arrived-asks/${id}/acceptance`, { lead })).body
  for (const [path, given] of steps) {
    const caller = path === 'approval' ? home.askerChief : clerk
    const done = await caller.post(`${api}/tasks/${taskId}/${path}`, given)
    if (done.status !== 200) throw new Error(`${path}: ${JSON.stringify(done.body)}`)
  }
  return example
}
const FILED: [string, object][] = [
  ['acceptance', {}],
  ['report', { text: 'Xong' }],
  ['approval', {}],
]

/** Something asked of the place. */
async function here(home: Home): Promise<string> {
  await ask(askerHome(home), home)
  return arrived(home)
}
const leadOf = async ({ clerk, api }: Home) => ({
  lead: { kind: 'person', id: (await clerk.get(api)).body.me.memberId },
})

/** Something asked of the place and taken there. */
async function mine(home: Home): Promise<{ id: string; taskId: string; sending: string }> {
  const { id: sending } = await ask(askerHome(home), home)
  const id = await arrived(home)
  const done = await home.chief.post(`${home.api}/arrived-asks/${id}/acceptance`, await leadOf(home))
  if (done.status !== 201) throw new Error(JSON.stringify(done.body))
  return { id, taskId: done.body.taskId, sending }
}

/** For every route of asks a request to it. */
export const examples: Record<string, Make> = {
  'GET /asks': plain(),
  'POST /asks': async (home) => {
    await putBelow(home.asker, home)
    return { body: { title: 'Việc mới', product: 'Báo cáo', dueOn: '2026-12-15', to: [home.asker.handle] } }
  },
  'GET /asks/{id}': (home) => asked(home).then(({ params }) => ({ params: params! })),
  'POST /asks/{id}/recognition': (home) => taken(home, FILED),
  'POST /asks/{id}/return': (home) => taken(home, FILED, REASON),
  'POST /asks/{id}/extension': (home) => taken(home, [['extension', WISH]]),
  'POST /asks/{id}/extension-refusal': (home) => taken(home, [['extension', WISH]], REASON),
  'POST /asks/{id}/deadline': (home) => asked(home, [], { dueOn: '2026-12-22', ...REASON }),
  'POST /asks/{id}/recall': (home) => asked(home, [], REASON),
  'POST /asks/{id}/restoration': (home) => asked(home, ['recall']),
  'GET /arrived-asks': plain(),
  'GET /arrived-asks/{id}': async (home) => ({ params: { id: await here(home) } }),
  'GET /arrived-asks/{id}/files/{sha256}': async (home) => {
    const file = await upload(home.asker, `dự thảo ${tag()}`)
    const paper = await aDraft(askerHome(home), { files: [file] })
    const opened = await made(askerHome(home), `documents/${paper.id}/rounds`, {
      committees: [home.handle],
      dueOn: '2026-12-15',
      version: paper.version,
    })
    if (opened.id === '') throw new Error('no round')
    return { params: { id: await arrived(home), sha256: file.sha256 } }
  },
  'POST /arrived-asks/{id}/acceptance': async (home) => ({
    params: { id: await here(home) },
    body: await leadOf(home),
  }),
  'POST /arrived-asks/{id}/refusal': async (home) => ({ params: { id: await here(home) }, body: REASON }),
  'POST /arrived-asks/{id}/sight': async (home) => {
    const { id, sending } = await mine(home)
    await home.askerChief.post(`${home.asker.api}/asks/${sending}/recall`, REASON)
    return { params: { id }, body: {} }
  },
  'GET /tasks/{id}/ask': (home) => only(mine(home).then(({ taskId }) => ({ id: taskId }))),
}
