/** A BPMN file around what stands inside one process. */
export function bpmn(content: string, more = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="urn:test">
  ${more}
  <bpmn:process id="QT.01" name="Thử">${content}</bpmn:process>
</bpmn:definitions>`
}

/** `el('userTask', 'a', 'Soạn')`: an element with an id, a name and content. */
export function el(type: string, id: string, name = '', inner = '', attributes = ''): string {
  return `<bpmn:${type} id="${id}"${name && ` name="${name}"`} ${attributes}>${inner}</bpmn:${type}>`
}

/** `flows('a>b b>c[có] c>d{x = 1}')`: sequence flows, with names in brackets and conditions in braces. */
export function flows(drawn: string): string {
  return drawn
    .trim()
    .split(/\s+(?=\w+>)/)
    .map((flow, index) => {
      const [, from, to, name, condition] = /^(\w+)>(\w+)(?:\[(.*?)\])?(?:\{(.*)\})?$/.exec(flow) ?? []
      if (!from || !to) throw new Error(`not a flow: ${flow}`)
      const expression = condition
        ? `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition}</bpmn:conditionExpression>`
        : ''
      return el(
        'sequenceFlow',
        `f_${from}_${to}_${index}`,
        name,
        expression,
        `sourceRef="${from}" targetRef="${to}"`,
      )
    })
    .join('')
}

/** Start and end events and user tasks by id, which is also their name. */
export function nodes({ tasks = '', ends = 'end' }: { tasks?: string; ends?: string }): string {
  const made = (type: string, ids: string) =>
    ids
      .split(' ')
      .filter(Boolean)
      .map((id) => el(type, id, id))
      .join('')
  return el('startEvent', 'start') + made('userTask', tasks) + made('endEvent', ends)
}

/** The file as a tool would leave it that does not know our extension. */
export function stripped(xml: string): string {
  const without = xml.replace(/<bpmn:extensionElements>[\s\S]*?<\/bpmn:extensionElements>/, '')
  if (without === xml) throw new Error('the file has no extension elements')
  return without
}
