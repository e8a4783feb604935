import { describe, expect, test } from 'vitest'
import { carriesSecretStamp } from '../../src/documents/rules/rules.ts'
import { CORPUS } from './secrecy-corpus.ts'
import type { Case } from './secrecy-corpus.ts'
import { seenIn } from './secrecy-judge.ts'

const told = ({ place, text, level, why }: Case) =>
  `${place} ${JSON.stringify(text)}: ${level ?? 'none'} (${why}), seen ${seenIn({ place, text }) ?? 'none'}`
const stamped = CORPUS.filter(({ level }) => level !== undefined)
const honest = CORPUS.filter(({ level }) => level === undefined)

describe('stamps of secrecy, as a reader sees them', () => {
  test('the corpus is wide, both ways, and says nothing twice', () => {
    expect(CORPUS.length).toBeGreaterThanOrEqual(400)
    expect(Math.min(stamped.length, honest.length)).toBeGreaterThanOrEqual(200)
    expect(new Set(CORPUS.map(({ place, text }) => `${place} ${text}`)).size).toBe(CORPUS.length)
  })

  test('none is missed, and each is told by its level', () => {
    expect(stamped.filter((one) => seenIn(one) !== one.level).map(told)).toEqual([])
  })

  test('of a hundred honest pieces of writing at most one is stopped', () => {
    const alarms = honest.filter((one) => seenIn(one) !== undefined)
    expect(alarms.map(told).slice(Math.floor(honest.length / 100))).toEqual([])
  })

  test('a subject is judged so by the check before a document is issued, too', () => {
    const subjects = CORPUS.filter(({ place }) => place === 'title')
    expect(
      subjects.filter(({ text, level }) => carriesSecretStamp(text) !== (level !== undefined)).map(told),
    ).toEqual([])
  })
})
