import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createHash, randomBytes } from 'node:crypto'
import { directive, openProvince, pdf } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Figure } from './run.ts'

/** As many communes as Vietnam has since 1 July 2025. */
const COMMUNES = 3_321
const FILE_BYTES = 2 * 1024 * 1024

/**
 * One document of 2 MB from a province to every commune of the country: how long until all can see it. The
 * recipients stand in the directory and have mailboxes; they need no databases of their own for that.
 */
export async function* bench(): AsyncIterable<Figure> {
  const instance = await startInstance()
  const province = await openProvince(instance)
  const { control, exchange, env } = instance.platform
  const superior = (await control.execute('select id from committee')).rows[0]?.id
  const communes = JSON.stringify(Array.from({ length: COMMUNES }, (_, i) => `xa-${i}`))
  await control.execute({
    sql: `insert into committee (id, handle, name, kind, suffix, place, sortKey, state, superiorId, superiorState, createdBy, createdAt)
      select value, value, 'Đảng ủy ' || value, 'commune', 'ĐU', value, value, 'ready', ?, 'accepted', 'bench', 0 from json_each(?)`,
    args: [superior as string, communes],
  })
  await exchange.execute({
    sql: `insert into mailbox (committeeId, open) select value, 1 from json_each(?)`,
    args: [communes],
  })
  const bytes = Buffer.concat([pdf('fan-out'), randomBytes(FILE_BYTES), Buffer.from('\n%%EOF\n')])
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await province.clerk.put(`${province.api}/files/${sha256}?name=chi-thi.pdf`, new Uint8Array(bytes), {
    'content-length': String(bytes.length),
  })
  const body = await directive(province, [], {
    recipients: [{ kind: 'group', id: 'subordinates' }],
    files: [{ sha256, name: 'chi-thi.pdf' }],
  })
  const before = await sizeOf(join(env.DATA_DIR, 'files'))
  const { body: made } = await province.clerk.post(`${province.api}/documents`, body)
  const start = performance.now()
  const done = await province.clerk.post(`${province.api}/documents/${made.id}/issue`, { version: 1 })
  const { rows } = await exchange.execute("select count(*) as n from delivery where status = '01'")
  const visible = performance.now() - start
  if (done.status !== 200 || Number(rows[0]?.n) !== COMMUNES)
    throw new Error(`not delivered to all: ${done.status} ${JSON.stringify(done.body)}`)
  yield { name: 'fanout.recipients', value: Number(rows[0]?.n), unit: 'committees' }
  yield { name: 'fanout.visible_ms', value: Math.round(visible), unit: 'ms' }
  const after = await sizeOf(join(env.DATA_DIR, 'files'), sha256)
  yield {
    name: 'fanout.bytes_stored_per_file_byte',
    value: Number((after / bytes.length).toFixed(3)),
    unit: 'bytes',
  }
  if (before === 0) throw new Error('nothing was stored')
  await instance.stop()
}

/** Bytes of every file below a folder, or of those named after one hash. */
async function sizeOf(folder: string, sha256?: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(
    (entry) => entry.isFile() && (sha256 === undefined || entry.name.includes(sha256)),
  )
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(join(file.parentPath, file.name))).size),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
