import type { Step, Template } from '../../src/processes/template.ts'
import { freshId, insertAfter, newTask, setStep } from './edits.ts'

/** What the parts of a round through units are called. */
export type RoundWords = {
  newEach: string
  opinion: string
  done: string
  allDone: string
  unitColumn: string
  unitsField: string
  unitHead: string
  opinionField: string
}

/**
 * Puts a round through units after a step, one branch for each row of a table of units, asked at the same time: the
 * step before fills the table, the head of each unit writes what it says. The first table there is, is taken.
 */
export function addRound(template: Template, after: string, t: RoundWords): Template {
  const of = <T>(all: Record<string, T>, fits: (one: T) => boolean) =>
    Object.entries(all).find(([, one]) => fits(one))?.[0]
  const over = of(template.fields, ({ type }) => type === 'table') ?? freshId(template, 'ds_don_vi')
  const head = of(template.roles, ({ by }) => by === 'unit_head') ?? freshId(template, 'truong_dv')
  const said = freshId(template, 'y_kien')
  const columns = { don_vi: { type: 'unit' as const, label: t.unitColumn } }
  const full: Template = {
    ...template,
    roles: {
      ...template.roles,
      [head]: template.roles[head] ?? { name: t.unitHead, by: 'unit_head', cover: 'deputy' },
    },
    fields: {
      ...template.fields,
      [over]: template.fields[over] ?? { type: 'table', label: t.unitsField, columns },
      [said]: { type: 'text', label: t.opinionField },
    },
  }
  const asked = setStep(full, after, (step) =>
    step.kind !== 'task' || step.form?.some(({ f, mode }) => f === over && mode === 'req')
      ? step
      : { ...step, form: [...(step.form ?? []).filter(({ f }) => f !== over), { f: over, mode: 'req' }] },
  )
  const task: Step = {
    ...newTask(full, freshId(full, 'cho_y_kien'), t.opinion, 'END', t.done),
    role: head,
    form: [{ f: said, mode: 'req' }],
  }
  return insertAfter(asked, after, (to) => ({
    id: freshId(full, 'lay_y_kien'),
    kind: 'each',
    name: t.newEach,
    over,
    join: { mode: 'all' },
    region: { start: task.id, steps: [task] },
    out: [{ id: 'du', label: t.allDone, to }],
  }))
}
