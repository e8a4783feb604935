import type { Problem, Template } from '../../src/processes/template.ts'
import type { ProcedureVersion } from '../api/types.ts'
import type { Inside } from '../screen.ts'
import { editsOf, type Edits } from './history.ts'
import { openSaving, type Saving } from './saving.ts'
import { templateIn } from './tabs.ts'
import type { Catalogue } from '../text/words.ts'

type Core = typeof import('./core.ts')

/** What is known of a draft that is judged while one types. */
export type Judged = {
  problems: Problem[]
  /** The last state in which nothing was wrong, for the drawing. */
  sound?: Template
  core?: Core
}

/** A draft as it is being written. */
export type Editor = Judged & {
  visit: Inside<'processes' | 'writing'>
  words: Catalogue['processes'] & Catalogue['writing']
  /** What a step may call: the processes in force, by their codes. */
  callable: readonly { code: string; name: string }[]
  draft: ProcedureVersion
  edits: Edits<Template>
  note: string
  /** Steps whose details are open. */
  open: Set<string>
  saving: Saving
  /** Changes the template; `place` is what was typed into, so that a word is one step back. */
  edit: (place: string, change: (template: Template) => Template) => void
  setNote: (note: string) => void
  again: () => void
}

/** What parts that only write a template need. */
export type Writing = Pick<Editor, 'words' | 'edits'>

const CHECK_AFTER = 120

/** Opens a draft to be written: it is checked while one types, and saves itself. */
export function openEditor(visit: Editor['visit'], draft: ProcedureVersion): Editor {
  let checking: ReturnType<typeof setTimeout> | undefined
  const check = (): void => judge(editor, editor.edits.now, draft.problems, visit.draw)
  const saving = openSaving(draft.version, visit, async (version) => {
    const body = { content: editor.edits.now as unknown as Record<string, unknown>, note: editor.note }
    const done = await visit.ask('PUT /procedure-versions/{id}', { id: draft.id, version, body })
    draft.problems = done.problems
    check()
    return done
  })
  const changed = (): void => {
    clearTimeout(checking)
    checking = setTimeout(check, CHECK_AFTER)
    saving.touch()
  }
  const editor: Editor = {
    visit,
    words: { ...visit.words.processes, ...visit.words.writing },
    callable: [],
    draft,
    edits: editsOf(templateIn(draft)),
    note: draft.note,
    open: new Set(),
    problems: draft.problems as Problem[],
    saving,
    edit: (place, change) => {
      editor.edits.set(change(editor.edits.now), place)
      changed()
    },
    setNote: (note) => {
      editor.note = note
      changed()
    },
    again: changed,
  }
  void import('./core.ts').then((core) => {
    editor.core = core
    check()
  })
  return editor
}

/** Judges a draft as it stands. What only the office knows was judged by the server at the last save. */
export function judge(
  judged: Judged,
  template: Template,
  server: ProcedureVersion['problems'],
  draw: () => void,
): void {
  const found = judged.core?.checkTemplate(template)
  if (found === undefined) return
  judged.problems = [...found.problems, ...fromServer(server)]
  if (found.template) judged.sound = found.template
  draw()
}

/** What the browser cannot judge: people and other processes. */
const fromServer = (problems: ProcedureVersion['problems']): Problem[] =>
  problems.filter(
    ({ rule, path }) => (rule === 'V10' && path.startsWith('/roles/')) || rule === 'V12',
  ) as Problem[]
