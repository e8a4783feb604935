import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { backUp } from '../../src/commands/backup/backup.ts'
import { restore } from '../../src/commands/backup/restore.ts'
import { BLOCK, hashingBlocks } from '../../src/files/blocks.ts'
import { troubleOf } from '../../src/files/sound.ts'
import { readEnv } from '../../src/platform/env.ts'
import { dumpOf } from '../support/dump.ts'
import { openPlace } from '../support/exchange.ts'
import { streamOf } from '../support/files.ts'
import { startInstance } from '../support/instance.ts'
import type { Figure } from './run.ts'

/** Committees, files of each, and the size of a file in blocks of 1 MB. */
const [PLACES, FILES, SIZE] = [20, 10, 3]

/**
 * What backing up an instance of some committees with files takes, whether a restore brings back every row and byte,
 * and how fast the scrub reads.
 */
export async function* bench(): AsyncIterable<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'backup-bench-'))
  const instance = await startInstance()
  try {
    const kept = await fill(instance)
    const megabytes = PLACES * FILES * SIZE
    const began = performance.now()
    const { wrong, paused } = await backUp(instance.platform.env, join(folder, 'backup'))
    const seconds = (performance.now() - began) / 1000
    if (wrong.length > 0) throw new Error(wrong.join('\n'))
    yield { name: 'backup.mb_per_s', value: Math.round(megabytes / seconds), unit: 'MB/s' }
    yield { name: 'backup.pause_ms', value: Math.round(paused * 10) / 10, unit: 'ms' }
    const back = readEnv({ DATA_DIR: join(folder, 'back'), AUTH_SECRET: 'x'.repeat(32), BASE_URL: '' })
    await restore(back, join(folder, 'backup'))
    const same =
      JSON.stringify(await dumpOf(back.DATA_DIR)) ===
      JSON.stringify(await dumpOf(instance.platform.env.DATA_DIR))
    yield { name: 'restore.identical', value: same ? 1 : 0, unit: 'share' }
    const scrub = performance.now()
    for (const one of kept)
      if ((await troubleOf(instance.platform.files, one)) !== undefined) throw new Error('damaged')
    const read = (performance.now() - scrub) / 1000
    yield { name: 'scrub.mb_per_s', value: Math.round(megabytes / read), unit: 'MB/s' }
  } finally {
    await instance.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function fill(instance: Awaited<ReturnType<typeof startInstance>>) {
  const { control, files, tenants } = instance.platform
  const kept = []
  for (let i = 0; i < PLACES; i++) {
    const { handle } = await openPlace(instance, `Đảng ủy xã ${i}`)
    const { rows } = await control.execute({
      sql: 'select id, location from committee where handle = ?',
      args: [handle],
    })
    const { id: owner, location } = rows[0] as unknown as { id: string; location: string }
    const tenant = await tenants.open(location)
    for (let j = 0; j < FILES; j++) {
      const bytes = randomBytes(SIZE * BLOCK)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const { through, blocks } = hashingBlocks()
      await files.put({ owner, sha256 }, bytes.length, streamOf(bytes).pipeThrough(through))
      await tenant.execute({
        sql: 'insert into file (sha256, name, type, size, uploadedBy, uploadedAt, blocks) values (?, ?, ?, ?, ?, 0, ?)',
        args: [sha256, 'a.pdf', 'application/pdf', bytes.length, 'm', blocks()],
      })
      kept.push({ owner, sha256, size: bytes.length, blocks: blocks() })
    }
  }
  return kept
}
