import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { buildWebIfOlder } from '../../src/commands/build-web.ts'
import { runJobs } from '../../src/jobs.ts'
import { startHost } from '../../src/node.ts'
import { confirmRoot } from '../../src/onboarding/confirmation.ts'
import { setOperator } from '../../src/onboarding/operators.ts'
import { readEnv } from '../../src/platform/env.ts'
import { nodePlatform } from '../../src/platform/node.ts'
import { Caller } from './instance.ts'

const CHROMIUM = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path))

/** Whether journeys can run here. Where they must (`JOURNEYS=required`) and cannot, that is an error. */
export function browserFound(): boolean {
  if (CHROMIUM !== undefined) return true
  if (process.env.JOURNEYS === 'required')
    throw new Error('No Chromium found, and journeys are compulsory here.')
  console.warn(
    '\n!! No Chromium found: the browser journeys DO NOT RUN. Install Debian’s chromium or set CHROMIUM.\n',
  )
  return false
}

/**
 * A real host on a free port with the built web, an empty data folder, and a browser.
 * @param settings what differs from the usual environment
 */
export async function openBrowser(settings: Record<string, string> = {}) {
  await buildWebIfOlder()
  const folder = await mkdtemp(join(tmpdir(), 'lien-thong-journey-'))
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const url = `http://localhost:${port}`
  const secret = 'a secret that is long enough for journeys'
  const env = readEnv({
    DATA_DIR: folder,
    AUTH_SECRET: secret,
    BASE_URL: url,
    PORT: String(port),
    TRUST_PROXY: '1',
    ...settings,
  })
  const host = await startHost(env, join(import.meta.dirname, '../../dist/web'))
  const browser = await chromium.launch({
    executablePath: CHROMIUM ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  return {
    url,
    browser,
    /** The API without the browser, for what a journey finds already there. */
    app: {
      fetch: (request: Request) => {
        request.headers.set('x-forwarded-for', someAddress())
        request.headers.set('origin', url)
        return fetch(new Request(request.url.replace('http://localhost:8787', url), request))
      },
    },
    /** What the operator does beside the running host: vouches for a committee. */
    async confirm(handle: string) {
      const platform = await nodePlatform(env)
      try {
        await confirmRoot(platform, handle)
      } finally {
        await platform.close()
      }
    },
    /** Has the background jobs run as they would so many minutes from now. */
    async later(minutes: number) {
      const platform = await nodePlatform(env)
      try {
        await runJobs({ ...platform, clock: () => platform.clock() + minutes * 60_000 })
      } finally {
        await platform.close()
      }
    },
    /** Makes a person an operator of the instance, as whoever has the command line can. */
    async operate(email: string) {
      const platform = await nodePlatform(env)
      try {
        await setOperator(platform, email, true)
      } finally {
        await platform.close()
      }
    },
    async stop() {
      await browser.close()
      await host.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Doors count tries by address; every person of a journey has one of their own, as behind a proxy. */
const someAddress = (): string => `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 256)).join('.')}`

export type Opened = Awaited<ReturnType<typeof openBrowser>>

/** A person's window of a size; what the page logs as an error fails the journey. */
export async function openWindow(
  browser: Browser,
  url: string,
  size = { width: 1366, height: 768 },
  touch = false,
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: size,
    hasTouch: touch,
    extraHTTPHeaders: { 'x-forwarded-for': someAddress() },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
  })
  context.setDefaultTimeout(45_000)
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    throw new Error(`The page failed: ${error.message}`)
  })
  return page
}

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/**
 * Holds the page as it stands to axe (WCAG 2.2 AA and best practice), no violation at all, and to its width: no
 * sideways scroll (WCAG 1.4.10).
 */
export async function expectAccessible(page: Page): Promise<void> {
  // A screen still on its way has neither of what axe asks of every page; where they never come, axe says so.
  await page
    .locator('main h1')
    .first()
    .waitFor({ state: 'attached', timeout: 10_000 })
    .catch(() => undefined)
  // A paper that is still on its way, and what is still fading in, do not look as they will.
  if ((await page.locator('pdf-view').count()) > 0) await page.locator('.pdf-page canvas').first().waitFor()
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
        .map((one) => one.finished.catch(() => undefined)),
    ),
  )
  const known = await page.evaluate(() => 'axe' in window)
  // A strict CSP forbids added scripts; evaluating one through the protocol does not add it to the page.
  if (!known) await page.evaluate(await (await import('node:fs/promises')).readFile(AXE, 'utf8'))
  const violations = await page.evaluate(async () => {
    const axe = (
      window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
      }
    ).axe
    const { violations: found } = await axe.run()
    return found.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map((node) => node.html)
          .join(' | ')
          .slice(0, 300)}`,
    )
  })
  const beyond = await page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth))
  expect({ page: page.url(), violations, beyond }).toEqual({ page: page.url(), violations: [], beyond: 0 })
}

export { Caller }
