import type { Conflict, Op } from '../../src/processes/overlay.ts'
import type { Problem, Template } from '../../src/processes/template.ts'
import type { Overlay, ProcedureVersion } from '../api/types.ts'
import type { Inside } from '../screen.ts'
import { editsOf, type Edits } from './history.ts'
import { openSaving, type Saving } from './saving.ts'
import { judge, type Judged } from './state.ts'

/** An adapted draft as it is being written: the operations on its base, and what they come to. */
export type Adapting = Judged & {
  visit: Inside<'processes' | 'adapting'>
  draft: ProcedureVersion
  overlay: Overlay
  base: Template
  edits: Edits<Op[]>
  note: string
  saving: Saving
  conflicts: Conflict[]
  /** The base with the operations done, as far as they can be. */
  made: Template
  /** Whether it can be written in. */
  open: boolean
  edit: (place: string, next: Op[]) => void
  setNote: (note: string) => void
  again: () => void
  /** Stands on another version of the base now. */
  moved: (overlay: Overlay, version: number) => void
}

const CHECK_AFTER = 60

/** Opens an adapted version: what is changed is tried on the base at once, and saves itself. */
export function openAdapting(visit: Adapting['visit'], draft: ProcedureVersion, overlay: Overlay): Adapting {
  let checking: ReturnType<typeof setTimeout> | undefined
  const work = (): void => {
    const done = state.core?.adapt(state.base, state.edits.now)
    if (done === undefined) return
    state.made = done.template
    state.conflicts = done.conflicts
    judge(state, done.template, draft.problems, visit.draw)
  }
  const saving = openSaving(draft.version, visit, async (version) => {
    const body = { ops: state.edits.now, note: state.note }
    const done = await visit.ask('PUT /procedure-versions/{id}/overlay', { id: draft.id, version, body })
    draft.problems = done.problems
    work()
    return done
  })
  const changed = (): void => {
    clearTimeout(checking)
    checking = setTimeout(work, CHECK_AFTER)
    saving.touch()
  }
  const state: Adapting = {
    visit,
    draft,
    overlay,
    base: overlay.content as unknown as Template,
    made: draft.content as unknown as Template,
    edits: editsOf(overlay.ops as Op[]),
    note: draft.note,
    problems: draft.problems as Problem[],
    conflicts: overlay.conflicts,
    saving,
    open: draft.standing === 'draft' && visit.may('procedures.write'),
    edit: (place, next) => {
      state.edits.set(next, place)
      changed()
    },
    setNote: (note) => {
      state.note = note
      changed()
    },
    again: changed,
    moved: (next, version) => {
      state.overlay = next
      state.base = next.content as unknown as Template
      state.edits = editsOf(next.ops as Op[])
      saving.at(version)
      work()
      visit.draw()
    },
  }
  void import('./core.ts').then((core) => {
    state.core = core
    work()
  })
  return state
}
