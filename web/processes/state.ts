import type { Problem, Template } from '../../src/processes/template.ts'
import { Problem as Failure } from '../api/problem.ts'
import type { ProcedureVersion } from '../api/types.ts'
import type { Inside } from '../screen.ts'
import { templateIn } from './tabs.ts'
import { editsOf, type Edits } from './history.ts'

type Core = typeof import('./core.ts')

/** A draft as it is being written. */
export type Editor = {
  visit: Inside<'processes'>
  draft: ProcedureVersion
  edits: Edits<Template>
  note: string
  /** Steps whose details are open. */
  open: Set<string>
  problems: Problem[]
  /** The last state in which nothing was wrong, for the drawing. */
  sound?: Template
  core?: Core
  saved: 'saved' | 'saving' | 'unsaved' | 'stale'
  /** Changes the template; `place` is what was typed into, so that a word is one step back. */
  edit: (place: string, change: (template: Template) => Template) => void
  setNote: (note: string) => void
  again: () => void
  /** Saves what is not saved yet. */
  save: () => Promise<void>
}

const CHECK_AFTER = 120
const SAVE_AFTER = 900

/** Opens a draft to be written: it is checked while one types, and saves itself. */
export function openEditor(visit: Inside<'processes'>, draft: ProcedureVersion): Editor {
  let { version } = draft
  let dirty = false
  let busy: Promise<void> | undefined
  let checking: ReturnType<typeof setTimeout> | undefined
  let saving: ReturnType<typeof setTimeout> | undefined
  const changed = (): void => {
    dirty = true
    clearTimeout(checking)
    clearTimeout(saving)
    checking = setTimeout(() => check(editor), CHECK_AFTER)
    saving = setTimeout(() => void editor.save(), SAVE_AFTER)
    visit.draw()
  }
  const send = async (): Promise<void> => {
    dirty = false
    editor.saved = 'saving'
    visit.draw()
    try {
      const body = { content: editor.edits.now as unknown as Record<string, unknown>, note: editor.note }
      const done = await visit.ask('PUT /procedure-versions/{id}', { id: draft.id, version, body })
      version = done.version
      draft.problems = done.problems
      editor.saved = 'saved'
      check(editor)
    } catch (problem) {
      dirty = true
      editor.saved = problem instanceof Failure && problem.status === 412 ? 'stale' : 'unsaved'
    }
    visit.draw()
  }
  const editor: Editor = {
    visit,
    draft,
    edits: editsOf(templateIn(draft)),
    note: draft.note,
    open: new Set(),
    problems: draft.problems as Problem[],
    saved: 'saved',
    edit: (place, change) => {
      editor.edits.set(change(editor.edits.now), place)
      changed()
    },
    setNote: (note) => {
      editor.note = note
      changed()
    },
    again: changed,
    save: async () => {
      clearTimeout(saving)
      await busy
      if (!dirty || editor.saved === 'stale') return
      busy = send()
      await busy
    },
  }
  void bringCore(editor)
  return editor
}

async function bringCore(editor: Editor): Promise<void> {
  editor.core = await import('./core.ts')
  check(editor)
}

/** Judges the draft as it stands. What only the office knows was judged by the server at the last save. */
function check(editor: Editor): void {
  const found = editor.core?.checkTemplate(editor.edits.now)
  if (found === undefined) return
  editor.problems = [...found.problems, ...fromServer(editor.draft.problems)]
  if (found.template) editor.sound = found.template
  editor.visit.draw()
}

/** What the browser cannot judge: people and other processes. */
const fromServer = (problems: ProcedureVersion['problems']): Problem[] =>
  problems.filter(
    ({ rule, path }) => (rule === 'V10' && path.startsWith('/roles/')) || rule === 'V12',
  ) as Problem[]
