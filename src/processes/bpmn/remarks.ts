import { type El, idOf, text } from './moddle.ts'

/** Something to tell about an imported file: the element's id and name as the file has them, and a sentence in Vietnamese. */
export type Remark = { element?: string; name?: string; message: string }

/** Thrown inside the import when a file cannot become a template; `importBpmn` turns it into a refusal. */
export class Refused extends Error {
  readonly remark: Remark
  constructor(remark: Remark) {
    super(remark.message)
    this.remark = remark
  }
}

/** A remark on one element; its message starts with what the element is called. */
export function remark(el: El | undefined, message: string): Remark {
  if (!el) return { message }
  const name = text(el, 'name')
  const element = idOf(el)
  return {
    ...(element && { element }),
    ...(name && { name }),
    message: `${called(el)}: ${message}`,
  }
}

/** Refuses the file because of one element. */
export function refuse(el: El | undefined, message: string): never {
  throw new Refused(remark(el, message))
}

/** What a reader calls the element: its name, or its id in the file. */
export function called(el: El): string {
  return `«${text(el, 'name') ?? (idOf(el) || 'phần tử không tên')}»`
}
