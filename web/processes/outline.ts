import type { Region, Step, Template } from '../../src/processes/template.ts'

/** A step in its place: its number as people count (`3`, in blocks `3a.1`), the steps beside it, how deep it stands. */
export type Row = { step: Step; at: string; level: number; region: Region }

/** The regions inside a block, in order. */
export const inner = (step: Step): Region[] =>
  step.kind === 'parallel'
    ? step.branches.map(({ region }) => region)
    : step.kind === 'each'
      ? [step.region]
      : []

/** All steps in the order of the table, also of a draft that is not sound. */
export function rowsOf(template: Template): Row[] {
  const walk = (region: Region | undefined, prefix: string, level: number): Row[] =>
    (region?.steps ?? []).flatMap((step, i) => {
      const at = `${prefix}${i + 1}`
      const inside = inner(step).flatMap((one, branch) =>
        walk(one, `${at}${String.fromCharCode(97 + branch)}.`, level + 1),
      )
      return [{ step, at, level, region: region as Region }, ...inside]
    })
  return walk(template.main, '', 0)
}
