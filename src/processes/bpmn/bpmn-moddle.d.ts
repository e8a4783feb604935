/** bpmn-moddle ships types of the BPMN elements only, not of its own entry. This is what we use of it. */
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages?: Record<string, object>)
    create(type: string, attributes?: Record<string, unknown>): unknown
    fromXML(xml: string): Promise<{ rootElement: unknown; warnings: { message: string }[] }>
    toXML(element: unknown, options?: { format?: boolean }): Promise<{ xml: string }>
  }
}
