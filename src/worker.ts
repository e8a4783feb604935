import type { R2Bucket } from '@cloudflare/workers-types'
import { env, waitUntil } from 'cloudflare:workers'
import { createApp } from './app.ts'
import { runJobs } from './jobs.ts'
import { readEnv } from './platform/env.ts'
import type { Platform } from './platform/platform.ts'
import { workerPlatform } from './platform/worker.ts'

/** A bad environment stops the Worker here, with the list of what to mend. */
const settings = readEnv({ TENANTS: 'turso', ...env })
if (settings.TENANTS === 'file') throw new Error('TENANTS: trên Cloudflare chỉ dùng turso hoặc namespaces')
if (/^(smtp|inbox)/.test(settings.MAIL_URL ?? ''))
  throw new Error('MAIL_URL: trên Cloudflare chỉ dùng dịch vụ thư qua https://')
if (env.FILES === undefined) throw new Error('FILES: thiếu kho R2, xem wrangler.toml')

type Running = { platform: Platform; app: ReturnType<typeof createApp> }
let running: Running | undefined

/** One app for all requests of an isolate, made at the first: nothing may be opened before. */
function start(): Running {
  if (running !== undefined) return running
  const platform = workerPlatform(settings, env.FILES as R2Bucket, waitUntil)
  running = { platform, app: createApp(platform) }
  return running
}

/** Limits count by the address Cloudflare saw, never by what a client claims. */
function named(request: Request): Request {
  const headers = new Headers(request.headers)
  headers.set('x-forwarded-for', request.headers.get('cf-connecting-ip') ?? '')
  return new Request(request, { headers })
}

/** The Worker: Workers Assets serves the web, what begins with `/api/` comes here (wrangler.toml). */
export default {
  fetch: (request: Request): Response | Promise<Response> => start().app.fetch(named(request)),
  scheduled: (): Promise<void> => runJobs(start().platform),
}
