import fc from 'fast-check'
import type { Schema } from './from-schema.ts'

/** Letters that people and programs send, and some that nobody should: of every kind that a rule speaks of. */
const ANY = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...'aăâđêôơưẠỹ ABĐ012-.,/') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...'\u0000\u0007\n\t\u001f\u007f\u00a0\u00ad\u00d0\u200b\u202e\u2066\ufeffaе́ͤ中ﬁ①㎏\u0334',
    ),
  },
)

/** Values for a schema as the description of the API writes it, with texts that test it to its edges. */
export function arbitraryOf(schema: Schema): fc.Arbitrary<unknown> {
  const several = schema.anyOf ?? schema.oneOf
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if (several !== undefined) return fc.oneof(...several.map(arbitraryOf))
  if (schema.allOf !== undefined) return arbitraryOf(Object.assign({}, ...schema.allOf) as Schema)
  const { type, minimum = -1000, maximum = 100_000, minItems = 0, maxItems = 3 } = schema
  if (type === 'string') return textOf(schema)
  if (type === 'integer') return fc.integer({ min: minimum, max: Math.max(minimum, maximum) })
  if (type === 'number') return fc.double({ min: minimum, max: maximum, noNaN: true })
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (type === 'array') {
    const most = Math.max(minItems, Math.min(maxItems, 3))
    return fc.array(arbitraryOf(schema.items ?? {}), { minLength: minItems, maxLength: most })
  }
  if (type !== 'object') return fc.jsonValue()
  const parts = Object.entries(schema.properties ?? {}).map(([name, one]) => [name, arbitraryOf(one)])
  return fc.record(Object.fromEntries(parts) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: schema.required ?? [],
  })
}

/**
 * Texts that fit a pattern. One that only leaves out letters lets nearly any text through, of which there are more
 * kinds than what is made from the pattern.
 */
function textOf({
  format,
  pattern = '^[^]*$',
  minLength = 0,
  maxLength = 200,
}: Schema): fc.Arbitrary<string> {
  if (format === 'uri') return fc.webUrl()
  const fits = new RegExp(pattern, 'u')
  const most = Math.max(minLength, Math.min(maxLength, 40))
  if (!pattern.startsWith('^[^'))
    return fc
      .stringMatching(fits, { maxLength })
      .filter(({ length }) => length >= minLength && length <= maxLength)
  const letter = new RegExp(`${pattern.slice(0, pattern.indexOf(']') + 1)}$`, 'u')
  return fc
    .array(
      ANY.filter((one) => letter.test(one)),
      { minLength, maxLength: most },
    )
    .map((letters) => letters.join(''))
}
