import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const web = join(import.meta.dirname, '../../web')
const files = readdirSync(web, { recursive: true, encoding: 'utf8' })
const read = (file: string): string => readFileSync(join(web, file), 'utf8')

/** What a module brings with it, at once or later; what is only a type is gone before it runs. */
function importsOf(file: string): string[] {
  const source = read(file)
  const found = [
    ...source.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^'"]*?\sfrom\s+)?'(\.[^']+\.ts)'/gm),
    ...source.matchAll(/\bimport\('(\.[^']+\.ts)'\)/g),
  ]
  return found
    .map(([, path = '']) => normalize(join(dirname(file), path)))
    .filter((path) => !path.startsWith('..'))
}

const modules = files.filter((file) => file.endsWith('.ts'))

/** A way from a module back to itself, if there is one. */
function circle(graph: ReadonlyMap<string, readonly string[]>, from: string): string[] | undefined {
  const ways = (graph.get(from) ?? []).map((next) => [next])
  const seen = new Set<string>()
  for (let way = ways.shift(); way; way = ways.shift()) {
    const last = way.at(-1) ?? ''
    if (last === from) return [from, ...way]
    if (seen.has(last)) continue
    seen.add(last)
    for (const next of graph.get(last) ?? []) ways.push([...way, next])
  }
  return undefined
}

test('no module of the web leads back to itself, what is loaded later counted', () => {
  const graph = new Map(modules.map((file) => [file, importsOf(file)]))
  expect([...graph.values()].flat().filter((file) => !graph.has(file))).toEqual([])
  expect(graph.get('routes.ts')?.length).toBeGreaterThan(20)
  expect(modules.map((file) => circle(graph, file)).filter(Boolean)).toEqual([])
  expect(
    circle(
      new Map([
        ['a', ['b']],
        ['b', ['a']],
      ]),
      'a',
    ),
  ).toEqual(['a', 'b', 'a'])
})

test('a style sheet stays one that can be read', () => {
  const sheets = files.filter((file) => file.endsWith('.css'))
  expect(sheets.length).toBeGreaterThan(10)
  expect(sheets.filter((file) => read(file).split('\n').length > 300)).toEqual([])
})

test('what only some screens need comes in the layer of the parts', () => {
  const main = read('style/main.css')
  const apart = files.filter(
    (file) =>
      file.endsWith('.css') &&
      file !== join('style', 'main.css') &&
      !main.includes(file.slice('style/'.length)),
  )
  expect(apart.length).toBeGreaterThanOrEqual(4)
  for (const file of apart)
    expect(
      read(file)
        .replace(/\/\*.*?\*\//gs, '')
        .trim(),
    ).toMatch(/^@layer parts \{/)
})
