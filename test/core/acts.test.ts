import { expect, test } from 'vitest'
import { house } from '../../src/app.ts'
import { acting } from '../../src/core/act.ts'
import type { Domain } from '../../src/core/domain.ts'
import { domains } from '../../src/domains.ts'

test('every act of every domain has a name of its own, and no two domains collide', () => {
  const all = (domains as readonly Domain[]).flatMap(({ acts = [] }) =>
    acts.flatMap((one) => Object.values(one)),
  )
  expect(all.length).toBeGreaterThan(40)
  expect(house.acts.size).toBe(all.length)
  const names = [...house.acts.values()].map(({ name }) => name)
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
  for (const name of names) expect(name).toMatch(/^\p{Lu}[\p{L}\s,]+$/u)
})

test('fields are called in words, never by their code', () => {
  for (const { action, fields } of house.acts.values()) {
    for (const [field, words] of Object.entries(fields)) {
      const name = typeof words === 'string' ? words : words.name
      expect([action, field, name]).toEqual([action, field, expect.stringMatching(/^\p{Lu}/u)])
    }
  }
})

test('an act keeps what it changed and nothing else of the thing', () => {
  const acts = acting('thing', { change: { name: 'Sửa', fields: { name: 'Tên' } } })
  const thing = { id: '1', name: 'Một', secret: 'không được giữ' }
  expect(acts.change(thing, { after: { name: 'Hai' } })).toEqual({
    action: 'thing.change',
    subject: { kind: 'thing', id: '1', name: 'Một' },
    after: { name: 'Hai' },
  })
})

test('a state with a field that has no words does not compile', () => {
  const acts = acting('thing', { change: { name: 'Sửa', fields: { name: 'Tên' } } })
  const thing = { id: '1', name: 'Một' }
  // @ts-expect-error: rank has no words
  expect(acts.change(thing, { after: { name: 'Hai', rank: 1 } }).after).toEqual({ name: 'Hai', rank: 1 })
})
