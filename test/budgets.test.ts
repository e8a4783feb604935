import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { heldToBudget } from './support/budget.ts'
import { bundleAtStart, webSizes } from './support/sizes.ts'

/**
 * The exact budgets. Round trips are held in every request of every test (support/instance.ts),
 * statements and their indexes in the tests named plans.
 */
const KB = { worker: 350, shell: 30, screen: 8, css: 14, editor: 40 }

test('a Worker starts with no more than its budget', async () => {
  const size = await bundleAtStart()
  expect(size).toBeGreaterThan(50)
  expect(size).toBeLessThanOrEqual(KB.worker)
})

test('a browser loads no more than its budget', async () => {
  const { shell, css, screens, editor } = await webSizes()
  expect(screens.length).toBeGreaterThan(10)
  expect(screens.filter(({ kb }) => kb > KB.screen)).toEqual([])
  for (const [size, most] of [
    [shell, KB.shell],
    [css, KB.css],
    [editor, KB.editor],
  ] as const) {
    expect(size).toBeGreaterThan(1)
    expect(size).toBeLessThanOrEqual(most)
  }
})

test('what a test builds is what people are served: no debug forms of packages', async () => {
  await webSizes()
  const folder = join(import.meta.dirname, '../dist/web/assets')
  const scripts = (await readdir(folder)).filter((name) => /^(app|first|parts)-.*\.js$/.test(name))
  expect(scripts).toHaveLength(3)
  for (const name of scripts) expect(await readFile(join(folder, name), 'utf8')).not.toContain('dev mode')
})

test('a request over its budget of round trips fails', () => {
  const trips = { control: 9, exchange: 1, tenant: 1 }
  heldToBudget('GET /x', trips, 200)
  heldToBudget('POST /x', { ...trips, tenant: 2, exchange: 2 }, 200)
  heldToBudget('POST /x', { ...trips, tenant: 4 }, 409)
  expect(() => heldToBudget('GET /x', { ...trips, tenant: 2 }, 200)).toThrow('GET /x')
  expect(() => heldToBudget('GET /x', { ...trips, exchange: 2 }, 200)).toThrow('over budget')
  expect(() => heldToBudget('POST /x', { ...trips, tenant: 3 }, 201)).toThrow('over budget')
})
