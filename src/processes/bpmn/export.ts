import type { Field, Template } from '../template.ts'
import { drawRegion } from './draw.ts'
import { embedded } from './embedded.ts'
import { layOut } from './layout.ts'
import { moddle } from './moddle.ts'
import { drawLanes } from './places.ts'
import { add, type Box, type Doc, newBox, newDoc, xmlId } from './writer.ts'

const xsd: Partial<Record<Field['type'], string>> = {
  integer: 'xsd:integer',
  decimal: 'xsd:decimal',
  boolean: 'xsd:boolean',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
}

/** Writes a template as a BPMN 2.0 file: the flow, the drawing of it, and the exact template for our own re-import. */
export async function writeBpmn(template: Template): Promise<string> {
  const writer = await moddle()
  const doc = newDoc(writer)
  const id = `P_${xmlId(template.code)}`
  const process = newBox(doc.make('bpmn:Process', { id, name: template.name, isExecutable: false }))
  drawFields(doc, process, template)
  const names = roleNames(template)
  drawRegion(doc, process, template.main, (role) => names.get(role) ?? role)
  drawLanes(doc, process)
  const definitions = doc.make('bpmn:Definitions', {
    id: 'Definitions_1',
    // The data types below are names in this namespace.
    'xmlns:xsd': 'http://www.w3.org/2001/XMLSchema',
    targetNamespace: 'urn:quytrinh:1',
    rootElements: [...doc.roots, process.el],
    diagrams: [await layOut(doc, process)],
  })
  process.el['extensionElements'] = doc.make('bpmn:ExtensionElements', {
    values: [await embedded(doc, process.el, template)],
  })
  return (await writer.toXML(definitions, { format: true })).xml
}

function roleNames(template: Template): Map<string, string> {
  return new Map(Object.entries(template.roles).map(([id, role]) => [id, role.name]))
}

function drawFields(doc: Doc, box: Box, template: Template): void {
  for (const [id, field] of Object.entries(template.fields)) {
    const collection = field.type === 'table'
    const structureRef = xsd[field.type] ?? 'xsd:string'
    const item = doc.make('bpmn:ItemDefinition', { id: `Item_${id}`, structureRef, isCollection: collection })
    doc.roots.push(item)
    doc.data.set(
      id,
      add(doc, box, 'DataObject', `Data_${id}`, {
        name: field.label,
        itemSubjectRef: item,
        isCollection: collection,
      }),
    )
  }
}
