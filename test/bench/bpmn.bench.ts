import { readdir, readFile } from 'node:fs/promises'
import { importBpmn } from '../../src/processes/bpmn.ts'
import type { Figure } from './run.ts'

/**
 * How long the import of a MIWG reference file takes: the median over the files of each one's best time, which is what
 * it costs when the neighbours on the machine are quiet.
 */
export async function* bench(): AsyncIterable<Figure> {
  const folder = new URL('../processes/fixtures/miwg/', import.meta.url)
  const names = (await readdir(folder)).filter((name) => name.endsWith('.bpmn'))
  const files = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')))
  const best = files.map(() => Infinity)
  for (let run = 0; run < 15; run++) {
    for (const [index, xml] of files.entries()) {
      const before = performance.now()
      await importBpmn(xml)
      best[index] = Math.min(best[index] ?? Infinity, performance.now() - before)
    }
  }
  const median = best.toSorted((a, b) => a - b)[best.length >> 1] ?? NaN
  yield { name: 'bpmn.import_ms_median', value: Number(median.toFixed(2)), unit: 'ms' }
}
