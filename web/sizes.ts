import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Route } from './route.ts'
import { routes } from './routes.ts'

type Chunk = { file: string; imports?: string[] }
type Manifest = Record<string, Chunk>

/** Gzipped kilobytes (1,024 bytes) of what a browser must load: the shell (what the page starts with), each screen beyond it, the styles. */
export type Sizes = {
  shell: number
  css: number
  screens: { name: string; kb: number }[]
  /** The editor of processes with what it loads after: the table, the checks, the drawing. A trial run comes when asked for. */
  editor: number
}

/**
 * Measures the built frontend. The shell is every script the page names; a screen counts its own modules, what they
 * share with others but not with the shell, and its words in Vietnamese, by Vite's manifest. What a screen loads
 * later (the PDF viewer) counts apart.
 * @param folder the build, such as `dist/web`
 * @throws Error when a route's screen is not found in the build
 */
export async function measure(folder: string): Promise<Sizes> {
  const manifest = JSON.parse(await readFile(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest
  const weigh = async (file: string): Promise<number> =>
    gzipSync(await readFile(join(folder, file))).length / 1024
  const total = async (files: Iterable<string>): Promise<number> => {
    let sum = 0
    for (const file of files) sum += await weigh(file)
    return sum
  }
  const page = await readFile(join(folder, 'index.html'), 'utf8')
  const named = (ending: string): Set<string> =>
    new Set(
      [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)]
        .map(([, file = '']) => file)
        .filter((file) => file.endsWith(ending)),
    )
  const shell = named('.js')
  const keys = Object.keys(manifest).filter((name) => name.startsWith('screens/'))
  const lost = routes.find((route) => !keys.some((key) => isOf(key, route)))
  if (lost) throw new Error(`no screen in the build is that of ${lost.path}: its words would not be counted`)
  const screens = []
  for (const key of keys.sort()) {
    const own = [...closure(manifest, [key, ...wordsOf(key)])].filter((file) => !shell.has(file))
    screens.push({ name: key.slice('screens/'.length, -'.ts'.length), kb: await total(own) })
  }
  const editor = 'screens/processes/editor.ts'
  const later = ['processes/core.ts', 'processes/writing.ts', 'text/vi/writing.ts']
  const written = [...closure(manifest, [editor, ...wordsOf(editor), ...later])]
  return {
    shell: await total(shell),
    css: await total(named('.css')),
    screens,
    editor: await total(written.filter((file) => !shell.has(file))),
  }
}

/** The words a screen is opened with, by the table of routes. */
function wordsOf(screen: string): string[] {
  const words = routes.filter((route) => isOf(screen, route)).flatMap((route) => route.words)
  return words.map((area) => `text/vi/${area}.ts`)
}

/**
 * Whether a route opens a screen: its import names the file, `./screens/…` as it is written, `/web/screens/…` where a
 * test runner has rewritten it.
 */
function isOf(screen: string, { load }: Route): boolean {
  return load.toString().includes(`/${screen}`)
}

function closure(manifest: Manifest, keys: string[], found = new Set<string>()): Set<string> {
  for (const key of keys) {
    const chunk = manifest[key]
    if (!chunk || found.has(chunk.file)) continue
    found.add(chunk.file)
    closure(manifest, chunk.imports ?? [], found)
  }
  return found
}

if (process.argv[1] === import.meta.filename) {
  const { shell, css, screens, editor } = await measure(join(import.meta.dirname, '../dist/web'))
  const line = (name: string, kb: number, budget: number): void =>
    console.log(
      `${name.padEnd(34)} ${kb.toFixed(2).padStart(7)} KB of ${budget}${kb > budget ? '  OVER' : ''}`,
    )
  line('shell', shell, 30)
  line('css', css, 14)
  line('editor of processes, whole', editor, 40)
  for (const { name, kb } of screens) line(`screen ${name}`, kb, 8)
}
