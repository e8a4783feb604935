import type { Command, State } from '../../src/processes/case.ts'
import { apply, decide, start } from '../../src/processes/engine.ts'
import { checkTemplate, type Template } from '../../src/processes/template.ts'
import { bigTemplate } from '../processes/support/big.ts'
import { bundleCore } from '../processes/support/core.ts'
import { plainTime } from '../processes/support/host.ts'
import type { Figure } from './run.ts'

/** The cost of the process core: a check as people type, a transition, and what a browser loads for it. */
export async function* bench(): AsyncIterable<Figure> {
  const template = bigTemplate(100)
  const checks = 50
  const check = () => {
    for (let i = 0; i < checks; i++) checkTemplate(template)
    return checks
  }
  yield { name: 'process.check_us_100_steps', value: round(1e6 / best(check)), unit: 'us' }
  yield {
    name: 'process.decide_apply_per_s',
    value: Math.round(best(() => runCase(template))),
    unit: 'per s',
  }
  yield { name: 'process.core_gzip_kb', value: round((await bundleCore()).bytes / 1024), unit: 'KB' }
}

/** The highest rate of 200 rounds: what the code costs when the neighbours on the machine are quiet. */
function best(round: () => number): number {
  let rate = 0
  for (let i = 0; i < 200; i++) {
    const began = performance.now()
    const count = round()
    rate = Math.max(rate, (count / (performance.now() - began)) * 1000)
  }
  return rate
}

/** Runs a case from start to end, every command with the state it makes. @returns the number of commands */
function runCase(template: Template): number {
  const envelope = { id: 'c', case: 'hs', at: 0, by: 'cv1', calendar: plainTime, persons: () => ['cv1'] }
  const fields = { muc: 'thuong' }
  let state = advance(undefined, start(template, { ...envelope, template: 'v1' }))
  let commands = 1
  for (let open = next(state); open !== undefined; open = next(state)) {
    const work = open.role === undefined ? { outcome: 'ok' } : { outcome: 'ok', fields }
    const command: Command = { ...envelope, at: ++commands, type: 'complete', no: open.no, ...work }
    state = advance(state, decide(template, state, command))
  }
  if (state.status !== 'done') throw new Error('the case did not end')
  return commands
}

function next({ open }: State): State['open'][number] | undefined {
  return open.find(({ branches }) => branches === undefined)
}

function advance(state: State | undefined, decision: ReturnType<typeof decide>): State {
  if ('rejected' in decision) throw new Error(decision.message)
  for (const event of decision.events) state = apply(state, event)
  if (state === undefined) throw new Error('no events')
  return state
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
