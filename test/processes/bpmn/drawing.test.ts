import { BpmnModdle } from 'bpmn-moddle'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exportBpmn } from '../../../src/processes/bpmn.ts'
import { type El, idOf, list, ref, typeOf } from '../../../src/processes/bpmn/moddle.ts'
import { library } from '../../../src/processes/library/library.ts'
import type { Template } from '../../../src/processes/template.ts'
import { randomTemplate } from '../support/random.ts'
import { runs } from '../support/runs.ts'
import { sample } from '../support/sample.ts'

type Bounds = { x: number; y: number; width: number; height: number }
type Drawing = {
  process: El
  shapes: Map<string, Bounds>
  edges: Map<string, { x: number; y: number }[]>
  warnings: unknown[]
}

async function drawingOf(template: Template): Promise<Drawing> {
  const { rootElement, warnings } = await new BpmnModdle().fromXML(await exportBpmn(template))
  const definitions = rootElement as El
  const process = list(definitions, 'rootElements').find((el) => typeOf(el) === 'Process') as El
  const plane = ref(list(definitions, 'diagrams')[0] as El, 'plane') as El
  const shapes = new Map<string, Bounds>()
  const edges = new Map<string, { x: number; y: number }[]>()
  for (const element of list(plane, 'planeElement')) {
    const id = idOf(ref(element, 'bpmnElement') as El)
    if (typeOf(element) === 'BPMNShape') shapes.set(id, element['bounds'] as Bounds)
    else edges.set(id, element['waypoint'] as { x: number; y: number }[])
  }
  return { process, shapes, edges, warnings }
}

function within(inner: Bounds, outer: Bounds): boolean {
  const fits = inner.x >= outer.x && inner.x + inner.width <= outer.x + outer.width
  return fits && inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height
}

function apart(a: Bounds, b: Bounds): boolean {
  return a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
}

/** Everything the drawing must keep to; each problem in words. */
function flaws({ process, shapes, edges }: Drawing): string[] {
  const found: string[] = []
  const visit = (container: El) => {
    const elements = list(container, 'flowElements').filter((el) => typeOf(el) !== 'DataObject')
    const nodes = elements.filter((el) => typeOf(el) !== 'SequenceFlow')
    const drawn = nodes.flatMap((el) => {
      const bounds = shapes.get(idOf(el))
      if (!bounds) found.push(`${idOf(el)} has no shape`)
      return bounds ? [{ el, bounds }] : []
    })
    const outer = shapes.get(idOf(container))
    for (const { el, bounds } of drawn) {
      if (outer && !within(bounds, outer)) found.push(`${idOf(el)} outside ${idOf(container)}`)
    }
    const standing = drawn.filter(({ el }) => typeOf(el) !== 'BoundaryEvent')
    standing.forEach((one, index) => {
      for (const other of standing.slice(index + 1)) {
        if (!apart(one.bounds, other.bounds)) found.push(`${idOf(one.el)} on ${idOf(other.el)}`)
      }
    })
    for (const flow of elements.filter((el) => typeOf(el) === 'SequenceFlow')) {
      if ((edges.get(idOf(flow)) ?? []).length < 2) found.push(`${idOf(flow)} has no line`)
    }
    for (const el of nodes.filter((node) => typeOf(node) === 'SubProcess')) visit(el)
  }
  visit(process)
  return found
}

const drawn = library.concat(sample())

test.each(drawn.map((template) => [template.code, template] as const))(
  '%s is drawn whole: every element a shape, none on another, blocks around what is in them',
  async (_, template) => {
    const drawing = await drawingOf(template)
    expect(drawing.warnings).toEqual([])
    expect(flaws(drawing)).toEqual([])
  },
)

test('random templates are drawn whole', async () => {
  await fc.assert(
    fc.asyncProperty(randomTemplate(), async (template) => {
      expect(flaws(await drawingOf(template))).toEqual([])
    }),
    { numRuns: runs(8) },
  )
})

test('ids are unique in the file', async () => {
  for (const template of library) {
    const ids = [...(await exportBpmn(template)).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  }
})

test('every name with a prefix has its namespace declared', async () => {
  const xml = await exportBpmn(sample())
  const prefixes = [...xml.matchAll(/(?:<|structureRef="|xsi:type=")(\w+):/g)].map(([, prefix]) => prefix)
  expect(prefixes).toContain('xsd')
  expect(prefixes.filter((prefix) => !xml.includes(` xmlns:${prefix}="`))).toEqual([])
})
