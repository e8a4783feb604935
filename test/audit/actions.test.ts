import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ACTIONS } from '../../src/audit/actions.ts'
import { permissionsOf, ROLES } from '../../src/core/access.ts'
import type { Role } from '../../src/core/access.ts'

const SOURCE = join(import.meta.dirname, '../../src')

/** Files that write what is audited: a batch with its audit row, a change of the directory, or the row itself. */
const WRITES = /\b(commit|changeDirectory|eventRow)\(|insert\(audit\)/

/** Every text of the shape `subject.verb` in files that write to the audit, without names of permissions. */
async function actionsInSource(): Promise<Set<string>> {
  const permissions = new Set<string>(permissionsOf(Object.keys(ROLES) as Role[]))
  const found = new Set<string>()
  for (const name of await readdir(SOURCE, { recursive: true })) {
    if (!name.endsWith('.ts') || name.startsWith('audit')) continue
    const text = await readFile(join(SOURCE, name), 'utf8')
    if (!WRITES.test(text)) continue
    const code = text.replace(/\blog\(\s*'[^']*'/g, '').replace(/kind: '[^']*'/g, '')
    for (const [, action] of code.matchAll(/'([a-z][A-Za-z]*\.[a-z][A-Za-z]*)'/g)) {
      if (action !== undefined && !permissions.has(action)) found.add(action)
    }
  }
  return found
}

test('every action that is audited has its name, and no name is left without its action', async () => {
  const written = await actionsInSource()
  expect(written.size).toBeGreaterThan(30)
  expect([...written].filter((action) => !(action in ACTIONS))).toEqual([])
  expect(Object.keys(ACTIONS).filter((action) => !written.has(action))).toEqual([])
})

test('names are Vietnamese sentences of their own', () => {
  const names = Object.values(ACTIONS)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^\p{Lu}[\p{L}\s,]+$/u)
})
