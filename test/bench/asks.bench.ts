import { randomUUID } from 'node:crypto'
import { openTree } from '../asks/support.ts'
import { openPlace } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import { putBelow } from '../asks/support.ts'
import type { Figure } from './run.ts'

const COMMUNES = 130
/** What the tree holds beside what is measured: asks of other sendings. */
const OTHERS = 1_000_000

/** Asking 130 communes, and the tree of 2,000 tasks in them at three levels, in an exchange of a million asks. */
export async function* bench(): AsyncIterable<Figure> {
  const instance = await startInstance()
  try {
    const { province } = await openTree(instance)
    for (let i = 3; i <= COMMUNES; i++)
      await putBelow(await openPlace(instance, `Đảng ủy xã số ${i}`), province)
    const ask = async (): Promise<string> => {
      const body = { title: 'Rà soát', product: 'Báo cáo', dueOn: '2026-03-20', below: true }
      const headers = { 'idempotency-key': randomUUID() }
      const done = await province.chief.post(`${province.api}/asks`, body, headers)
      if (done.body.asked !== COMMUNES) throw new Error(JSON.stringify(done.body))
      return done.body.id
    }
    await crowd(instance)
    yield { name: 'ask.to_130_ms', value: await median(ask, 21), unit: 'ms' }
    const id = await ask()
    await deepen(instance, id)
    const tree = async () => {
      const { body } = await province.chief.get(`${province.api}/asks/${id}`)
      if (body.counts.total < 2000) throw new Error(JSON.stringify(body.counts))
    }
    yield { name: 'tasks.tree_ms', value: await median(tree, 41), unit: 'ms' }
  } finally {
    await instance.stop()
  }
}

type Instance = Awaited<ReturnType<typeof startInstance>>
const COLUMNS = `id, rootId, parentId, kind, fromId, fromHandle, fromName, toId, toHandle, toName, sendingId, firstDueOn,
  at, dueOn, state, fromSeq, taken`

/** Asks of other provinces, so that nothing is served because the table is small. */
const crowd = ({ platform: { exchange } }: Instance) =>
  exchange.execute(`insert into ask (${COLUMNS}) with recursive n(i) as (select 1 union all select i + 1 from n where i < ${OTHERS})
    select 'x' || i, 'x' || i, iif(i % 3 = 0, null, 'x' || (i - i % 3)), 'task', 'f' || (i % 500), 'f', 'F', 't' || (i % 4000),
      't', 'T', 's' || (i / 130), '2026-03-20', 0, '2026-03-20', 'open', 1, '0' || (1 + i % 6) from n`)

/** Below each commune's ask 5 cells', below one of each of those 2 more: 130 + 650 + 1,300 tasks. */
async function deepen({ platform: { exchange } }: Instance, id: string): Promise<void> {
  const below = (many: number, level: number, which: string) =>
    exchange.execute(`insert into ask (${COLUMNS}) with recursive n(i) as (select 1 union all select i + 1 from n where i < ${many})
      select a.id || '-' || i, a.rootId, a.id, 'task', a.toId, 'f', 'F', a.toId || i, 't', 'T', '${id}-${level}', '2026-03-20', 0,
        '2026-03-20', 'open', 1, '0' || (1 + i % 6) from ask a, n where ${which}`)
  await below(5, 2, `a.sendingId = '${id}'`)
  await below(2, 3, `a.sendingId = '${id}-2'`)
  await exchange.execute('analyze')
}

/** The middle of some tries, in milliseconds. */
async function median(work: () => Promise<unknown>, tries: number): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < tries; i++) {
    const began = performance.now()
    await work()
    times.push(performance.now() - began)
  }
  return Math.round(times.toSorted((a, b) => a - b)[tries >> 1]! * 100) / 100
}
