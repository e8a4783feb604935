import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { resources } from '../../src/app.ts'
import { startInput } from '../../src/cases/schema.ts'
import { parse } from '../../src/core/asked.ts'
import { Invalid } from '../../src/core/errors.ts'
import type { Route } from '../../src/core/route.ts'
import { SECRET_ADVICE } from '../../src/core/secrecy/stamps.ts'
import { pathOf } from '../../src/entrance/serve.ts'

/** A text that a route takes in, and where it stands. */
type Text = { at: string; name: string; schema: z.ZodType }
/** The parts of schemas that zod describes of itself. */
type Def = {
  type: string
  innerType?: z.ZodType
  element?: z.ZodType
  keyType?: z.ZodType
  valueType?: z.ZodType
  catchall?: z.ZodType
  options?: z.ZodType[]
  in?: z.ZodType
  out?: z.ZodType
  shape?: Record<string, z.ZodType>
}
const defOf = (schema: z.ZodType): Def => schema._zod.def as unknown as Def

/** Every text of a schema, at any depth; keys of records stand under the name of the record. */
function textsOf(schema: z.ZodType, at: string, name: string): Text[] {
  const def = defOf(schema)
  const into = (inner: z.ZodType | undefined, more = '', called = name): Text[] =>
    inner === undefined ? [] : textsOf(inner, at + more, called)
  switch (def.type) {
    case 'string':
    case 'unknown':
    case 'any':
      return [{ at, name, schema }]
    case 'object':
      return [
        ...Object.entries(def.shape ?? {}).flatMap(([key, one]) => into(one, `.${key}`, key)),
        ...into(def.catchall, '.*'),
      ]
    case 'array':
      return into(def.element, '[]')
    case 'record':
      return into(def.valueType, '{}')
    case 'union':
      return (def.options ?? []).flatMap((one) => into(one))
    case 'pipe':
      return into(def.in !== undefined && defOf(def.in).type === 'transform' ? def.out : def.in)
    default:
      return into(def.innerType)
  }
}

const ALL: Text[] = resources.flatMap(({ routes }) =>
  Object.values(routes as Record<string, Route>).flatMap((route) =>
    (['query', 'body'] as const).flatMap((part) => {
      const schema = route[part] as z.ZodType | undefined
      return schema === undefined ? [] : textsOf(schema, `${route.method} ${pathOf(route)} ${part}`, part)
    }),
  ),
)
/** What a text becomes; undefined when it is refused. */
const kept = (schema: z.ZodType, typed: string): unknown => schema.safeParse(typed).data

/** Running text of a length that every field which takes any takes. */
const PLAIN = 'Chi bộ Một'
const open = ALL.filter(({ schema }) => kept(schema, PLAIN) === PLAIN)
/** What nobody reads as text: what is looked for or looked up, and secrets. */
const LOOKED_UP =
  /(?:^q|^from|[iI]ds?|ids?|handles?|decidingBody|replyTo|heir|to|except|committees|recipients|members|people|holders|actor|action|kind|series|period|term|issuer|type|deciding|unit|version|procedure|returned|step|paper|superior|starter|outcome|filing|role|targetId|picks)$/
const SECRET = /(?:assword|code|token)$/
/** Fields of a passkey as the browser gives them (WebAuthn); what is looked for in lists; hours of a day (`07:30-11:30`). */
const GIVEN = / body\.response\b|^GET |calendar body\.\w+\[\]\.days?\b/
const texts = open.filter(({ at, name }) => !LOOKED_UP.test(name) && !SECRET.test(name) && !GIVEN.test(at))
/** What others trust at a glance. A key of one's own and a rule for what comes in are only for whoever names them. */
const NAMES = /^(?:name|suffix|place|signerName|signerTitle|senderName|signer|typeName|notation)$/
const OWN = /passkey|devices|routing-rules body\.typeName|files|remarks/
const names = open.filter(({ at, name }) => NAMES.test(name) && !OWN.test(at) && !GIVEN.test(at))
const SIGNS = /\.(?:suffix|code)$|(?:\/committees|acceptance) body\.handle$/
const FACTOR = /two-factor|passkey|account/
const signs = ALL.filter(
  ({ at, schema }) =>
    SIGNS.test(at) && !FACTOR.test(at) && ['ABC', 'abc'].some((one) => schema.safeParse(one).success),
)

const UNSEEN = ['\u00ad', '\u034f', '\u115f', '\u180b', '\u200b', '\u200d', '\u2060', '\u3164', '\ufe0f']
UNSEEN.push('\ufeff', '\uffa0', '\ufffa', '\u{e0041}', '\u{e0100}')
const PASSING = {
  Cyrillic: 'Chi bộ Мột',
  Greek: 'Chi bộ Μột',
  Coptic: 'Chi bộ Ⲙột',
  Cherokee: 'Ꮯhi bộ Một',
  Lisu: 'ꓚhi bộ Một',
  Armenian: 'Chi bօ Một',
  'full width': 'Ｃhi bộ Một',
  mathematical: 'Chi bộ 𝐌ột',
  'small capitals': 'Chi bộ ᴍột',
  'a ligature': 'Chi bộ ﬁ',
  'a letter in a circle': 'Ⓒhi bộ Một',
  'a letter in a square': 'Chi bộ 🄼ột',
  'a stroke laid over': 'Chi bộ D\u0335ột',
  'marks in a heap': 'Chi bo\u0323\u0302\u0301\u0301 Một',
  'a digit of another script': 'Chi bộ ١',
  'a blank of braille': 'Chi\u2800bộ Một',
  'a sign of mathematics': 'Chi bộ ⊤ột',
  'a sign of money': 'Chi bộ ₮ột',
  'a sign of another script': 'Chi bộ Một׀',
  'a cedilla': 'Chi bộ Mộţ',
  'a dot above': 'Chi bộ Mộṫ',
  'a comma below': 'Chi bộ Mộț',
  'a ring below': 'Chi bộ M\u0325ột',
  'an African D': 'Chi bộ Ɗột',
  'a dotless i': 'Chı bộ Một',
}

test('there are texts of every kind', () => {
  expect(texts.length).toBeGreaterThan(100)
  expect(names.length).toBeGreaterThan(30)
  expect(signs.length).toBeGreaterThan(8)
})

describe('whatever people write and others read', () => {
  test('is kept without what nobody sees, or refused', () => {
    const typed = UNSEEN.map((char) => `Chi${char} bộ Một`)
    const wrong = texts.filter(({ schema }) =>
      typed.some((one) => ![undefined, PLAIN].includes(kept(schema, one) as string)),
    )
    expect(wrong.map(({ at }) => at)).toEqual([])
  })

  test('carries no stamp of secrecy', () => {
    // The name of a file is judged with its bytes, where a clerk may answer for it.
    const judged = texts.filter(({ at }) => !/files|\.declared/.test(at))
    const wrong = judged.filter(({ schema }) => kept(schema, 'TỐI MẬT') !== undefined)
    expect(wrong.map(({ at }) => at)).toEqual([])
  })
})

describe.each(Object.entries(PASSING))('a name with %s', (_, typed) => {
  test('is refused wherever one is given', () => {
    expect(names.filter(({ schema }) => kept(schema, typed) !== undefined).map(({ at }) => at)).toEqual([])
  })
})

test('no sign, handle or code has a letter of another alphabet or one that is not displayed', () => {
  const typed = [
    '\u0410BC',
    'a\u0430c',
    '\uff21BC',
    'AB\u200bC',
    'ab\u3164c',
    'ΑBC',
    'AB\u{e0041}C',
    'ab\u0335c',
  ]
  const wrong = signs.filter(({ schema }) => typed.some((one) => kept(schema, one) !== undefined))
  expect(wrong.map(({ at }) => at)).toEqual([])
})

test('what is filled into a form is cleaned at any depth, and a stamp is told where it stands', () => {
  const read = (fields: object) => startInput.safeParse({ procedureId: 'x', title: 'Mua máy tính', fields })
  const rows = [{ viec: 'Rà\u200b soát' }, { viec: 'TỐI MẬT' }]
  expect(read({ rows: rows.slice(0, 1), n: 1 }).data?.fields).toEqual({ rows: [{ viec: 'Rà soát' }], n: 1 })
  const { error } = read({ rows })
  expect(error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
    ['fields.rows.1.viec', SECRET_ADVICE],
  ])
})

test('nothing is called by a name that cannot be kept', () => {
  const read = () => parse(startInput, { procedureId: 'x', title: 'Mua', fields: { 'a\u202e': 1 } }, 'json')
  expect(read).toThrow(Invalid)
})
