import { join } from 'node:path'
import { buildWebIfOlder } from '../../src/commands/build-web.ts'
import { measure } from '../../web/sizes.ts'
import type { Figure } from './run.ts'

/** What a browser must load, gzipped (architecture: shell ≤ 30 KB, a screen ≤ 8 KB, CSS ≤ 14 KB). */
export async function* bench(): AsyncIterable<Figure> {
  await buildWebIfOlder()
  const { shell, css, screens } = await measure(join(import.meta.dirname, '../../dist/web'))
  const round = (kb: number) => Number(kb.toFixed(2))
  yield { name: 'web.shell_gzip_kb', value: round(shell), unit: 'KB' }
  yield { name: 'web.screen_gzip_kb_max', value: round(Math.max(...screens.map(({ kb }) => kb))), unit: 'KB' }
  yield { name: 'web.css_gzip_kb', value: round(css), unit: 'KB' }
}
