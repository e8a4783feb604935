import { readEmbedded, withDetails } from './bpmn/embedded.ts'
import { writeBpmn } from './bpmn/export.ts'
import { fromStructure, guarded } from './bpmn/import.ts'
import { chooseProcess, poolOf, readDefinitions } from './bpmn/read.ts'
import type { Remark } from './bpmn/remarks.ts'
import type { Template } from './template.ts'

/** What an import gives: a template, or the reasons why there is none; and what was changed on the way. */
export type Imported = { template?: Template; notes: Remark[]; refusals: Remark[] }

/**
 * Reads a BPMN 2.0 file as a process template. A file of our own that nobody has redrawn gives back the very
 * template it was written from; one that was redrawn, the new flow with the old details; any other, what its
 * drawing says. The result has the shape of a template but is a draft: `checkTemplate` judges.
 * @param xml the file; over 50 MB or with a DOCTYPE it is refused unread
 * @param options.process the id of the process to take when the file has several; else the largest
 * @returns notes on everything that was left out or read in a simpler way, and refusals that name the elements
 *   because of which there is no template, in Vietnamese. Never throws.
 */
export function importBpmn(xml: string, options: { process?: string } = {}): Promise<Imported> {
  return guarded<Imported>(async () => {
    const { definitions, notes } = await readDefinitions(xml)
    const { process, notes: others } = chooseProcess(definitions, options.process)
    const ours = await readEmbedded(process)
    if (ours?.current) return { template: ours.template, notes: [], refusals: [] }
    const built = fromStructure(process, poolOf(definitions, process))
    const all = [...notes, ...others, ...built.notes]
    if (!ours || !built.template) return { ...built, notes: all }
    const message = 'Sơ đồ đã được sửa sau khi xuất: lấy luồng theo sơ đồ, giữ chi tiết của các bước còn lại.'
    return { ...built, template: withDetails(built.template, ours.template), notes: [{ message }, ...all] }
  })
}

/**
 * Writes a template as a BPMN 2.0 file with a drawing: blocks as opened subprocesses, roles as lanes, returns out of a
 * block as errors that its edge catches, and the exact template in extension elements (`urn:quytrinh:1`).
 * @param template one that `checkTemplate` finds no error in; a target that does not exist throws TypeError
 */
export function exportBpmn(template: Template): Promise<string> {
  return writeBpmn(template)
}
