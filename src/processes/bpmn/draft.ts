import type { Field, FormLine } from '../template.ts'
import type { Graph } from './node.ts'
import type { Draft } from './model.ts'
import { type El, idOf, list, ref, text, typeOf } from './moddle.ts'
import { cut, idGiver, slug } from './names.ts'
import { called, type Remark, remark } from './remarks.ts'

/** Starts a draft: reads the data objects of the process and takes the pool's name as the fallback role. */
export function newDraft(process: El, pool: El | undefined, notes: Remark[]): Draft {
  const draft: Draft = {
    roles: {},
    fields: {},
    notes,
    asks: [],
    fallbackRole: (pool && text(pool, 'name')) ?? 'Người thực hiện',
    giveId: idGiver(),
    giveField: idGiver(['case', 'step']),
    steps: new Map(),
    owners: new Map(),
    conditions: new Map(),
    told: new Set(),
    handlers: new Map(),
    lanes: new Map(),
    data: new Map(),
  }
  readData(draft, process)
  return draft
}

/** The note about one element. */
export function note(draft: Draft, el: El | undefined, message: string): void {
  draft.notes.push(remark(el, message))
}

/** A step id made from the element's own id if it has our form, else from its name. */
export function stepId(draft: Draft, el: El, otherwise: string): string {
  const own = idOf(el)
  return draft.giveId(/^[a-z][a-z0-9_]{0,31}$/.test(own) ? own : slug(text(el, 'name') ?? '', otherwise))
}

/** The name of the step for an element. */
export function stepName(el: El, otherwise: string): string {
  return cut(text(el, 'name') ?? otherwise)
}

/** The role of the lane a node stands in; lanes of the same name are one role. */
export function roleOf(draft: Draft, graph: Graph, el: El, inherited: string | undefined): string {
  const name = graph.lanes.get(el)
  if (!name && inherited) return inherited
  return roleNamed(draft, name ?? draft.fallbackRole)
}

function roleNamed(draft: Draft, name: string): string {
  const known = draft.lanes.get(name)
  if (known) return known
  const wish = slug(name, 'vai_tro')
  let id = wish
  for (let n = 2; id === 'performer' || Object.hasOwn(draft.roles, id); n++) id = `${wish.slice(0, 28)}_${n}`
  draft.lanes.set(name, id)
  draft.roles[id] = { name: cut(name), by: 'pick' }
  return id
}

const xsdTypes: Record<string, Field['type']> = {
  boolean: 'boolean',
  integer: 'integer',
  int: 'integer',
  decimal: 'decimal',
  double: 'decimal',
  date: 'date',
  dateTime: 'datetime',
}

/** Data objects become fields; a collection becomes a table of one column. */
function readData(draft: Draft, container: El): void {
  const references: El[] = []
  for (const el of list(container, 'flowElements')) {
    if (typeOf(el) === 'DataObject') addField(draft, el)
    if (typeOf(el) === 'DataObjectReference') references.push(el)
    if (typeOf(el) === 'DataStoreReference') note(draft, el, 'kho dữ liệu chỉ được ghi chú.')
    if (typeOf(el) === 'SubProcess') readData(draft, el)
  }
  for (const reference of references) {
    const object = ref(reference, 'dataObjectRef')
    const field = (object && draft.data.get(object)) ?? addField(draft, reference)
    draft.data.set(reference, field)
  }
}

function addField(draft: Draft, el: El): string {
  const own = idOf(el).replace(/^Data_/, '')
  const label = cut(text(el, 'name') ?? called(el))
  const id = draft.giveField(/^[a-z][a-z0-9_]{0,31}$/.test(own) ? own : slug(label, 'du_lieu'))
  const item = ref(el, 'itemSubjectRef')
  const type = xsdTypes[((item && text(item, 'structureRef')) ?? '').replace(/^[^:]*:/, '')] ?? 'string'
  const collection = el['isCollection'] === true || item?.['isCollection'] === true
  draft.fields[id] = collection
    ? { type: 'table', label, columns: { muc: { type: 'string', label: 'Nội dung' } } }
    : { type, label }
  draft.data.set(el, id)
  return id
}

/** The data an activity reads (`ro`) and writes (`rw`), as its form. */
export function formOf(draft: Draft, el: El): FormLine[] {
  const lines = new Map<string, FormLine>()
  const add = (data: El | undefined, mode: 'ro' | 'rw') => {
    const f = data && draft.data.get(data)
    if (f) lines.set(f, { f, mode })
  }
  for (const input of list(el, 'dataInputAssociations'))
    for (const data of list(input, 'sourceRef')) add(data, 'ro')
  for (const output of list(el, 'dataOutputAssociations')) add(ref(output, 'targetRef'), 'rw')
  return [...lines.values()]
}

/** The element's documentation and the annotations tied to it, as guidance for whoever does the step. */
export function guideOf(graph: Graph, el: El): string | undefined {
  const own = list(el, 'documentation').map((part) => text(part, 'text'))
  return [...own, ...(graph.annotations.get(el) ?? [])].filter(Boolean).join('\n') || undefined
}
