import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { JOBS } from '../../src/jobs.ts'
import { COMPATIBILITY, startWorker } from '../support/workerd.ts'
import { describeRuntime } from './suite.ts'

let worker: Awaited<ReturnType<typeof startWorker>>
beforeAll(async () => {
  worker = await startWorker()
})
afterAll(() => worker.stop())

describeRuntime('in workerd', () => Promise.resolve({ ...worker, stop: () => Promise.resolve() }))

describe('the Worker', () => {
  test('is tested as it is deployed', async () => {
    const settings = await readFile(join(import.meta.dirname, '../../wrangler.toml'), 'utf8')
    expect(settings).toContain(`compatibility_date = "${COMPATIBILITY.compatibilityDate}"`)
    expect(settings).toContain(`compatibility_flags = ${JSON.stringify(COMPATIBILITY.compatibilityFlags)}`)
  })

  test('runs the jobs when the clock says so', async () => {
    const { scheduled } = await worker.miniflare.getWorker()
    expect(await scheduled({ cron: '* * * * *' })).toMatchObject({ outcome: 'ok' })
    const { rows } = await worker.control.execute('select name from job order by name')
    expect(rows.map(({ name }) => name)).toEqual(JOBS.map(({ name }) => name).sort())
  })

  test('counts tries by the address Cloudflare saw', async () => {
    const statuses = new Set<number>()
    const origin = await worker.miniflare.ready
    for (let i = 0; i < 40; i++) {
      const answer = await fetch(new URL('/api/auth/two-factor/verify-backup-code', origin), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-forwarded-for': `203.0.113.${i}`,
          'cf-connecting-ip': '198.51.100.7',
        },
        body: JSON.stringify({ code: 'không có' }),
      })
      statuses.add(answer.status)
    }
    expect(statuses).toContain(429)
  })
})

test('a bad environment stops the Worker with the list of what to mend', async () => {
  await expect(startWorker({ AUTH_SECRET: 'short' })).rejects.toThrow(/AUTH_SECRET/)
})
