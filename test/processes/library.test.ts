import { describe, expect, test } from 'vitest'
import { stepsIn } from '../../src/processes/bpmn/asks.ts'
import { exportBpmn, importBpmn } from '../../src/processes/bpmn.ts'
import { library } from '../../src/processes/library/library.ts'
import { checkTemplate, type Template } from '../../src/processes/template.ts'
import { stripped } from './support/bpmn.ts'
import { controlFlow } from './support/flow.ts'

test('there are eight processes with codes of their own', () => {
  expect(library).toHaveLength(8)
  expect(new Set(library.map(({ code }) => code)).size).toBe(8)
})

describe.each(library.map((template) => [template.code, template] as const))('%s', (_, template) => {
  const steps = [...stepsIn(template.main.steps)]

  test('passes every rule without a warning', () => {
    expect(checkTemplate(template).problems).toEqual([])
  })

  test('is plain data', () => {
    expect(JSON.parse(JSON.stringify(template))).toEqual(template)
  })

  test('uses every role and fills every field it declares', () => {
    const roles = new Set(steps.flatMap((step) => step.role ?? []))
    expect(Object.keys(template.roles).filter((role) => !roles.has(role))).toEqual([])
    const lines = steps.flatMap((step) => step.form ?? [])
    const filled = new Set(lines.filter(({ mode }) => mode !== 'ro').map(({ f }) => f))
    expect(Object.keys(template.fields).filter((field) => !filled.has(field))).toEqual([])
  })

  test('has a return, a record with its form number, and a reminder', () => {
    expect(steps.some((step) => step.out.some(({ kind }) => kind === 'return'))).toBe(true)
    expect(steps.some((step) => step.records?.some(({ form }) => form))).toBe(true)
    expect(steps.some((step) => step.alerts)).toBe(true)
  })

  test('is written in composed Vietnamese without stray blanks', () => {
    const texts = JSON.stringify(template)
    expect(texts.normalize('NFC')).toBe(texts)
    expect(texts).not.toMatch(/ {2}| [",.;:]| "/)
  })

  test('goes to BPMN and back, with our extension to the letter, without it by its flow', async () => {
    const xml = await exportBpmn(template)
    expect(JSON.stringify((await importBpmn(xml)).template)).toBe(JSON.stringify(template))
    const drawn = await importBpmn(stripped(xml))
    expect(controlFlow(drawn.template as Template)).toEqual(controlFlow(template))
  })
})
