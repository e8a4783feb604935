// oxlint-disable-next-line typescript/triple-slash-reference -- so that every project that imports this file sees it
/// <reference path="./bpmn-moddle.d.ts" />
import type { BpmnModdle } from 'bpmn-moddle'
import { unheaped } from '../../core/letters.ts'

/** An element of a parsed BPMN file. A file may hold anything, so every property is read through the helpers below. */
export type El = { readonly $type: string; readonly [property: string]: unknown }

/** The namespace of what we add to a BPMN file. */
export const OURS = 'urn:quytrinh:1'

/** `<qt:template mark="…">exact JSON</qt:template>` inside the extension elements of a process. */
const ourPackage = {
  name: 'Quytrinh',
  uri: OURS,
  prefix: 'qt',
  types: [
    {
      name: 'Template',
      superClass: ['Element'],
      properties: [
        { name: 'mark', isAttr: true, type: 'String' },
        { name: 'json', isBody: true, type: 'String' },
      ],
    },
  ],
}

let loaded: Promise<BpmnModdle> | undefined

/** The BPMN reader and writer; loaded on first use so that it costs nothing at start. */
export function moddle(): Promise<BpmnModdle> {
  loaded ??= import('bpmn-moddle').then(({ BpmnModdle }) => new BpmnModdle({ qt: ourPackage }))
  return loaded
}

/** Whether a value is a parsed element. */
export function isEl(value: unknown): value is El {
  return typeof value === 'object' && value !== null && '$type' in value && typeof value.$type === 'string'
}

/** The elements in a list property; empty when the property is missing. */
export function list(el: El, property: string): El[] {
  const value = el[property]
  return Array.isArray(value) ? value.filter(isEl) : []
}

/** The element a property holds or refers to. */
export function ref(el: El, property: string): El | undefined {
  const value = el[property]
  return isEl(value) ? value : undefined
}

/** A string property with white space folded; undefined when missing or blank. */
export function text(el: El, property: string): string | undefined {
  const value = el[property]
  if (typeof value !== 'string') return undefined
  return (
    unheaped(value)
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim()
      .normalize('NFC') || undefined
  )
}

/** The element's id, as the file gives it. */
export function idOf(el: El): string {
  return text(el, 'id') ?? ''
}

/** The type without its prefix: `UserTask`. */
export function typeOf(el: El): string {
  return el.$type.replace(/^[^:]*:/, '')
}
