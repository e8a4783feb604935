import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exportBpmn, importBpmn } from '../../../src/processes/bpmn.ts'
import { checkTemplate, type Template } from '../../../src/processes/template.ts'
import { stripped } from '../support/bpmn.ts'
import { controlFlow } from '../support/flow.ts'
import { randomTemplate } from '../support/random.ts'
import { runs } from '../support/runs.ts'
import { sample } from '../support/sample.ts'

const flowRules = new Set(['shape', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6', 'V7'])

function flowErrors(template: Template | undefined) {
  return checkTemplate(template).problems.filter(
    ({ rule, severity }) => severity === 'error' && flowRules.has(rule),
  )
}

test('the random templates of these tests are sound', () => {
  fc.assert(
    fc.property(randomTemplate(), (template) => {
      expect(flowErrors(template)).toEqual([])
    }),
    { numRuns: runs(100) },
  )
})

test('an exported template comes back to the letter', async () => {
  await fc.assert(
    fc.asyncProperty(randomTemplate(), async (template) => {
      const imported = await importBpmn(await exportBpmn(template))
      expect(JSON.stringify(imported.template)).toBe(JSON.stringify(template))
      expect(imported.notes).toEqual([])
    }),
    { numRuns: runs(15) },
  )
})

test('without our extension the drawing alone gives the same control flow', async () => {
  await fc.assert(
    fc.asyncProperty(randomTemplate(), async (template) => {
      const imported = await importBpmn(stripped(await exportBpmn(template)))
      expect(imported.refusals).toEqual([])
      expect(flowErrors(imported.template)).toEqual([])
      expect(controlFlow(imported.template as Template)).toEqual(controlFlow(template))
    }),
    { numRuns: runs(30) },
  )
})

test('a template with every kind of step comes back to the letter', async () => {
  const imported = await importBpmn(await exportBpmn(sample()))
  expect(imported.template).toEqual(sample())
})

test('a drawing changed by hand gives the new flow with the old details', async () => {
  const xml = await exportBpmn(sample())
  const changed = xml.replace('name="Việc duyet"', 'name="Phê duyệt lần cuối"')
  expect(changed).not.toBe(xml)
  const { template, notes } = await importBpmn(changed)
  expect(notes[0]?.message).toContain('đã được sửa sau khi xuất')
  const step = template?.main.steps.find(({ id }) => id === 'duyet')
  const before = sample().main.steps.find(({ id }) => id === 'duyet')
  expect(step?.name).toBe('Phê duyệt lần cuối')
  expect(step).toMatchObject({
    role: before?.role,
    limit: before?.limit,
    guide: before?.guide,
    records: before?.records,
  })
  expect(template).toMatchObject({ code: sample().code, roles: sample().roles, fields: sample().fields })
})

test('texts that XML cannot carry still come back to the letter', async () => {
  const template = sample()
  template.name = 'A\u0000B\u001f\u007f\u0085\u2028\ufffe\uffff <![CDATA[ ]]> &amp; "\ud800" \n\r\t 🇻🇳'
  for (const step of template.main.steps) step.name = template.name
  const xml = await exportBpmn(template)
  expect(xml.isWellFormed()).toBe(true)
  expect(JSON.stringify((await importBpmn(xml)).template)).toBe(JSON.stringify(template))
  expect((await importBpmn(stripped(xml))).refusals).toEqual([])
})
