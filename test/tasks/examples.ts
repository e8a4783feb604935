import { made, only, plain, tag } from '../support/examples.ts'
import type { Example, Home, Make } from '../support/examples.ts'

/** A working day far ahead. */
const DAY = '2026-12-15'

const myId = async ({ clerk, api }: Home): Promise<string> => (await clerk.get(api)).body.me.memberId

async function step(home: Home, id: string, path: string, body: object = {}): Promise<void> {
  const done = await home.chief.post(`${home.api}/tasks/${id}/${path}`, body)
  if (done.status !== 200) throw new Error(`${path}: ${JSON.stringify(done.body)}`)
}

/** A task that the chief gave to whoever makes it. */
async function mine(home: Home): Promise<{ id: string }> {
  const lead = { kind: 'person', id: await myId(home) }
  return made({ ...home, clerk: home.chief }, 'tasks', { title: `Việc ${tag()}`, lead, dueOn: '2026-12-10' })
}

/** The unit where things are made, or a new one. */
const unitFor = async (home: Home): Promise<string> =>
  home.unitId ?? (await made(home, 'units', { name: `Phòng ${tag()}` })).id

/** A task that whoever makes it gave to their unit, as far as it has come by these steps of the chief. */
async function givenOut(home: Home, ...steps: [path: string, body?: object][]): Promise<{ id: string }> {
  const lead = { kind: 'unit', id: await unitFor(home) }
  const task = await made(home, 'tasks', { title: `Việc ${tag()}`, lead, dueOn: '2026-12-10' })
  for (const [path, body] of steps) await step(home, task.id, path, body)
  return task
}

const accepted = async (home: Home): Promise<{ id: string }> => {
  const task = await mine(home)
  await step(home, task.id, 'acceptance')
  return task
}

const with_ = async (task: Promise<{ id: string }>, body: unknown): Promise<Example> => ({
  ...(await only(task)),
  body,
})
const REASON = { reason: 'Không đúng chức năng' }
const REPORT = ['report', { text: 'Đã xong' }] as [string, object]
const WISH = ['extension', { dueOn: DAY, reason: 'Chờ số liệu' }] as [string, object]

/** For every route of tasks a request to it. */
export const examples: Record<string, Make> = {
  'GET /tasks': plain(),
  'GET /task-board': plain(),
  'GET /task-figures': () => ({ query: 'from=2026-01-01&to=2026-12-31' }),
  'GET /tasks/{id}': (home) => only(mine(home)),
  'GET /tasks/{id}/deadline': (home) => only(mine(home)),
  'GET /deadline': () => ({ query: `on=${DAY}` }),
  'POST /tasks': async (home) => ({
    body: { title: 'Việc mới', lead: { kind: 'unit', id: await unitFor(home) } },
  }),
  'POST /tasks/{id}/part': async (home) => {
    const cooperate = (home.names ?? []).map((id) => ({ kind: 'person', id }))
    const lead = { kind: 'person', id: await myId(home) }
    return with_(made(home, 'tasks', { title: `Việc ${tag()}`, lead, cooperate }), {})
  },
  'POST /tasks/{id}/acceptance': (home) => with_(mine(home), {}),
  'POST /tasks/{id}/refusal': (home) => with_(mine(home), REASON),
  'POST /tasks/{id}/report': (home) => with_(accepted(home), { text: 'Đã xong' }),
  'POST /tasks/{id}/extension': (home) => with_(mine(home), { dueOn: DAY, reason: 'Chờ số liệu' }),
  'POST /tasks/{id}/extension/approval': (home) => with_(givenOut(home, WISH), {}),
  'POST /tasks/{id}/extension/refusal': (home) => with_(givenOut(home, WISH), REASON),
  'POST /tasks/{id}/approval': (home) => with_(givenOut(home, ['acceptance'], REPORT), {}),
  'POST /tasks/{id}/return': (home) => with_(givenOut(home, ['acceptance'], REPORT), REASON),
  'POST /tasks/{id}/person': async (home) => {
    const unitId = await unitFor(home)
    const person = await home.newMember(unitId)
    const task = made(home, 'tasks', { title: `Việc ${tag()}`, lead: { kind: 'unit', id: unitId } })
    return with_(task, { personId: person.id })
  },
  'POST /tasks/{id}/reassignment': async (home) =>
    with_(givenOut(home), { lead: { kind: 'person', id: await myId(home) } }),
  'POST /tasks/{id}/suspension': (home) => with_(givenOut(home), REASON),
  'POST /tasks/{id}/resumption': (home) => with_(givenOut(home, ['suspension', REASON]), {}),
  'POST /tasks/{id}/cancellation': (home) => with_(givenOut(home), REASON),
}
