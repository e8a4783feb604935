import { webSizes } from '../support/sizes.ts'
import type { Figure } from './run.ts'

/** What a browser must load, gzipped; test/budgets.test.ts holds it to its budget. */
export async function* bench(): AsyncIterable<Figure> {
  const { shell, css, screens } = await webSizes()
  const round = (kb: number) => Number(kb.toFixed(2))
  yield { name: 'web.shell_gzip_kb', value: round(shell), unit: 'KB' }
  yield { name: 'web.screen_gzip_kb_max', value: round(Math.max(...screens.map(({ kb }) => kb))), unit: 'KB' }
  yield { name: 'web.css_gzip_kb', value: round(css), unit: 'KB' }
}
