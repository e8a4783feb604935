import { layoutDiagram } from '../../src/processes/diagram.ts'
import { bigTemplate } from '../processes/support/big.ts'
import type { Figure } from './run.ts'

/** How long it takes to lay out a template of 100 steps, at its best: when the neighbours on the machine are quiet. */
export async function* bench(): AsyncIterable<Figure> {
  const template = bigTemplate(100)
  let best = Infinity
  for (let run = 0; run < 200; run++) {
    const before = performance.now()
    layoutDiagram(template)
    best = Math.min(best, performance.now() - before)
  }
  yield { name: 'process.diagram_ms_100_steps', value: Number(best.toFixed(2)), unit: 'ms' }
}
