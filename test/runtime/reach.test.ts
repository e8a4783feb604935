import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { expect, test } from 'vitest'
import { newPushKey } from '../../src/platform/secret.ts'
import { newBrowser, vapidOf } from '../support/push-service.ts'
import { COMPATIBILITY, modulesOf } from '../support/workerd.ts'

test('workerd seals a notice that its browser reads, and hands a mail over with its id', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lien-thong-'))
  await build({
    entryPoints: [join(import.meta.dirname, 'reach-scenes.ts')],
    outfile: join(folder, 'scenes.js'),
    bundle: true,
    format: 'esm',
    logLevel: 'warning',
  })
  const manifest = await modulesOf(folder, 'scenes.js')
  const [browser, key] = [newBrowser(), newPushKey()]
  const text = (value: string) => ({ type: 'text' as const, value })
  const env = { KEY: text(key), DEVICE: text(JSON.stringify(browser.device)) }
  const miniflare = new Miniflare({
    workers: [{ config: { name: 'scenes', ...COMPATIBILITY, manifest, env } }],
  })
  const { pushed, mailed, asked } = (await (await miniflare.dispatchFetch('http://localhost/')).json()) as any
  await miniflare.dispose()
  await rm(folder, { recursive: true })
  expect([pushed, mailed]).toEqual([{ outcome: 'accepted' }, { outcome: 'accepted' }])
  const [notice, mail] = asked
  expect(browser.open(Buffer.from(notice.body, 'base64'))).toMatchObject({ title: 'Văn bản hỏa tốc' })
  expect(vapidOf(notice.headers.authorization).aud).toBe('https://push.test')
  expect(mail.headers['idempotency-key']).toBe('i')
})
