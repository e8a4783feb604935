import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acceptor } from '../../src/core/json-schema/accept.ts'
import { explain } from '../../src/core/json-schema/explain.ts'

test.each([
  [{ type: 'string', pattern: '^a', maxLength: 2 }, 'aaaa', 'aa'],
  [{ type: 'string', pattern: 'a', minLength: 2 }, 'a', 'ba'],
  [{ type: 'string', minLength: 2 }, '😀', '😀😀'],
  [{ type: 'string', pattern: '^.$' }, 'ab', '😀'],
  [{ type: 'string', enum: [1, 'a'] }, 1, 'a'],
  [{ type: 'integer', const: 2, minimum: 1 }, 3, 2],
])('%j refuses %j and accepts %j', (schema, wrong, right) => {
  const accepts = acceptor(schema)
  expect([accepts(wrong), accepts(right)]).toEqual([false, true])
  expect([explain(schema, wrong).length, explain(schema, right).length]).toEqual([1, 0])
})

test.each([
  ['uniqueItems', { type: 'array', uniqueItems: true }],
  ['exclusiveMinimum', { type: 'object', properties: { a: { type: 'number', exclusiveMinimum: 0 } } }],
  ['not', { $defs: { a: { not: {} } } }],
  ['minLength', { minLength: 1 }],
  ['properties', { type: 'string', properties: {} }],
  ['maxLength', { $ref: '#/$defs/a', maxLength: 1, $defs: { a: { type: 'string' } } }],
  ['type', { anyOf: [{ type: 'string' }], type: 'string' }],
  ['properties', { type: 'object', properties: { a: {} }, propertyNames: {}, additionalProperties: {} }],
])('a schema with “%s” where it is not understood is refused: %j', (keyword, schema) => {
  expect(() => acceptor(schema)).toThrow(`“${keyword}”`)
})

test.each([
  [{ type: 'null' }],
  [{ type: ['string', 'integer'] }],
  [{ type: 'array', items: false }],
  [{ $ref: '#/$defs/none' }],
  [{ $ref: '#' }],
  [{ oneOf: [{ type: 'object', properties: { kind: { type: 'string' } } }] }],
  [{ oneOf: [kind('a'), kind('a')] }],
])('a schema that says what is not understood is refused: %j', (schema) => {
  expect(() => acceptor(schema)).toThrow('JSON Schema')
})

function kind(name: string) {
  return { type: 'object', properties: { kind: { const: name } }, required: ['kind'] }
}

/** Schemas and values of so few letters and numbers that they often agree. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', '😀'), maxLength: 3 })
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const strip = (schema: object): object => JSON.parse(JSON.stringify(schema)) as object
const { schema } = fc.letrec<{ schema: object }>((tie) => ({
  schema: fc
    .oneof(
      { depthSize: 'small' },
      fc.constant({}),
      fc.record({
        type: fc.constant('string'),
        minLength: some(fc.nat(3)),
        maxLength: some(fc.nat(3)),
        pattern: some(fc.constantFrom('^a', 'b$', '^.{1,2}$')),
        enum: some(fc.array(fc.oneof(word, fc.nat(2)), { minLength: 1, maxLength: 3 })),
      }),
      fc.record({
        type: fc.constantFrom('integer', 'number'),
        minimum: some(fc.integer({ min: -2, max: 2 })),
        maximum: some(fc.integer({ min: -2, max: 2 })),
        const: some(fc.constantFrom(0, 1, 1.5, 'a')),
      }),
      fc.record({
        type: fc.constant('array'),
        items: some(tie('schema')),
        minItems: some(fc.nat(2)),
        maxItems: some(fc.nat(3)),
      }),
      fc.record({
        type: fc.constant('object'),
        properties: fc.dictionary(fc.constantFrom('a', 'b'), tie('schema')),
        required: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 }),
        additionalProperties: fc.oneof(fc.constant(false), tie('schema')),
      }),
      fc.record({
        type: fc.constant('object'),
        propertyNames: fc.record({ type: fc.constant('string'), pattern: fc.constantFrom('^a', 'b$') }),
        minProperties: some(fc.nat(2)),
        additionalProperties: tie('schema'),
      }),
      fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }),
    )
    .map(strip),
}))
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    word,
    fc.constantFrom<unknown>(-2, 0, 1, 1.5, 2, true, null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', 'ab'), tie('value'), { maxKeys: 3 }),
  ),
}))

describe('whatever the schema', () => {
  test('what is accepted is valid, and what is refused is explained', () => {
    const ajv = new Ajv2020({ strict: false })
    const seen = { accepted: 0, refused: 0 }
    fc.assert(
      fc.property(schema, fc.array(value, { minLength: 1, maxLength: 8 }), (one, values) => {
        const accepts = acceptor(one)
        const valid = ajv.compile(one)
        for (const each of values) {
          const accepted = accepts(each)
          seen[accepted ? 'accepted' : 'refused']++
          const told = accepted ? valid(each) : explain(one, each).length > 0
          expect({ each, accepted, told }).toEqual({ each, accepted, told: true })
        }
      }),
      { numRuns: 500 },
    )
    expect(seen.accepted).toBeGreaterThan(200)
    expect(seen.refused).toBeGreaterThan(200)
  })
})
