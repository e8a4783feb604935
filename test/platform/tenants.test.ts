import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate, versionOf } from '../../migrations/apply.ts'
import { isConstraint } from '../../src/core/batch.ts'
import { newId } from '../../src/core/ids.ts'
import type { TenantDatabases } from '../../src/platform/platform.ts'
import { RemoteError } from '../../src/platform/remote-error.ts'
import { fileTenants } from '../../src/platform/tenants-file.ts'
import { namespaceTenants, namespaceUrl } from '../../src/platform/tenants-namespaces.ts'
import { tursoTenants } from '../../src/platform/tenants-turso.ts'
import { ADMIN_KEY, startNamespaces } from '../../src/commands/dev/namespaces-api.ts'
import type { NamespaceSettings } from '../../src/platform/tenants-namespaces.ts'
import { LIBSQL_SERVER, startPremises } from '../support/premises.ts'
import type { Premises } from '../support/premises.ts'
import { startTurso, TURSO_TOKEN } from '../support/turso-api.ts'

let folder: string
let real: Premises | undefined
let turso: Awaited<ReturnType<typeof startTurso>>
let namespaces: Awaited<ReturnType<typeof startNamespaces>>
const kinds: Record<string, TenantDatabases> = {}
let closeFiles: () => Promise<unknown>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenants-'))
  turso = await startTurso(join(folder, 'turso'))
  namespaces = await startNamespaces(join(folder, 'namespaces'))
  const files = fileTenants(join(folder, 'files'))
  closeFiles = () => files.close()
  kinds.file = files
  kinds.turso = tursoTenants(turso.settings, turso.fetch)
  kinds.namespaces = namespaceTenants(namespaces.settings)
  if (LIBSQL_SERVER === undefined) return
  real = await startPremises(0)
  kinds['libsql-server'] = namespaceTenants(real.settings as unknown as NamespaceSettings)
})
afterAll(async () => {
  await closeFiles()
  await turso.close()
  await namespaces.close()
  await real?.stop()
  await rm(folder, { recursive: true })
})

const count = async (tenants: TenantDatabases, location: string): Promise<unknown> =>
  (await (await tenants.open(location)).execute('select count(*) as n from t')).rows[0]?.n

const REAL = LIBSQL_SERVER === undefined ? [] : ['libsql-server']

describe.each(['file', 'turso', 'namespaces', ...REAL])('tenant databases by %s', (kind) => {
  test('are made, migrated, written and read, each apart from the others', async () => {
    const tenants = kinds[kind]!
    const [one, two] = [await tenants.create(newId()), await tenants.create(newId())]
    const first = await tenants.open(one)
    expect(await migrate(first, 'tenant')).toBe(versionOf('tenant'))
    await first.batch(['create table t (a)', 'insert into t values (1)'], 'write')
    await (await tenants.open(two)).execute('create table t (a)')
    expect(await count(tenants, one)).toBe(1)
    expect(await count(tenants, two)).toBe(0)
  })

  test('undo a batch whose guard fails', async () => {
    const tenants = kinds[kind]!
    const location = await tenants.create(newId())
    const db = await tenants.open(location)
    await migrate(db, 'tenant')
    await db.execute('create table t (a)')
    const error = await db
      .batch(['insert into t values (1)', 'insert into expect select 0'], 'write')
      .catch((e: unknown) => e)
    expect(isConstraint(error)).toBe(true)
    expect(await count(tenants, location)).toBe(0)
  })

  test('are made once, however often that is asked, and keep what is in them', async () => {
    const tenants = kinds[kind]!
    const id = newId()
    const location = await tenants.create(id)
    await (await tenants.open(location)).execute('create table t (a)')
    expect(await tenants.create(id)).toBe(location)
    expect(await count(tenants, location)).toBe(0)
  })

  test('are removed, also twice, and start empty when made again', async () => {
    const tenants = kinds[kind]!
    const id = newId()
    const location = await tenants.create(id)
    await (await tenants.open(location)).execute('create table t (a)')
    await tenants.remove(id)
    await tenants.remove(id)
    expect(await tenants.create(id)).toBe(location)
    await expect(count(tenants, location)).rejects.toThrow('no such table')
  })
})

test('a file that is gone is told by its name, and not made anew', async () => {
  const id = newId()
  const location = await kinds.file!.create(id)
  await rm(join(folder, 'files', location))
  const error = await (await kinds.file!.open(location)).execute('select 1').catch((e: unknown) => e)
  expect(error).toMatchObject({ name: 'DatabaseFailure', code: 'MISSING', database: location })
  await expect(stat(join(folder, 'files', location))).rejects.toThrow('ENOENT')
})

test('the folder and the files of tenants are for their owner alone', async () => {
  const location = await kinds.file!.create(newId())
  const modes = [join(folder, 'files'), join(folder, 'files', location)].map(
    async (path) => (await stat(path)).mode & 0o777,
  )
  expect(await Promise.all(modes)).toEqual([0o700, 0o600])
})

describe.each(['turso', 'namespaces'])('the administration of %s', (kind) => {
  const service = () => (kind === 'turso' ? turso : namespaces)

  test('is asked again, with the same name, when it is busy or the answer is lost', async () => {
    const id = newId()
    const before = service().asked.length
    service().faults.push({ status: 503 }, { status: 429 }, 'lost')
    const location = await kinds[kind]!.create(id)
    const asked = service().asked.slice(before)
    expect(new Set(asked.slice(0, 4).map(({ path, body }) => path + body)).size).toBe(1)
    expect(asked.length).toBeGreaterThanOrEqual(4)
    await (await kinds[kind]!.open(location)).execute('select 1')
  })

  test('is given up on after four tries, in words for the operator', async () => {
    const before = service().asked.length
    service().faults.push({ status: 502 }, { status: 502 }, { status: 502 }, { status: 502 })
    const error = (await kinds[kind]!.create(newId()).catch((e: unknown) => e)) as Error
    expect(error).toBeInstanceOf(RemoteError)
    expect(error.message).toContain('HTTP 502')
    expect(service().asked.length - before).toBe(4)
  })

  test('fails at once when it refuses, says what to look at, and shows no secret', async () => {
    const { settings } = service()
    const wrong = {
      turso: () => tursoTenants({ ...turso.settings, TURSO_API_TOKEN: 'wrong-and-secret' }, turso.fetch),
      namespaces: () =>
        namespaceTenants({ ...namespaces.settings, NAMESPACES_ADMIN_TOKEN: 'wrong-but-secret' }),
    }[kind]!()
    const before = service().asked.length
    const error = (await wrong.create(newId()).catch((e: unknown) => e)) as Error
    expect(error).toBeInstanceOf(RemoteError)
    expect(error.message).toMatch(/HTTP 401.*Kiểm tra (TURSO|NAMESPACES)_A/)
    expect(JSON.stringify([error.message, error.stack, error.cause])).not.toMatch(
      /wrong-and-secret|wrong-but-secret/,
    )
    expect(service().asked.length - before).toBe(1)
    expect(JSON.stringify(settings)).toContain(kind === 'turso' ? TURSO_TOKEN : ADMIN_KEY)
  })

  test('is told of a database that is gone from under us as an error, not as an empty one', async () => {
    const id = newId()
    const location = await kinds[kind]!.create(id)
    await kinds[kind]!.remove(id)
    await expect((await kinds[kind]!.open(location)).execute('select 1')).rejects.toMatchObject({
      name: 'DatabaseFailure',
      code: 'MISSING',
    })
  })
})

test('a wrong group of Turso is named with the setting to mend', async () => {
  const tenants = tursoTenants({ ...turso.settings, TURSO_GROUP: 'không-có' }, turso.fetch)
  await expect(tenants.create(newId())).rejects.toThrow(/HTTP 404.*group not found.*TURSO_GROUP/)
})

test('a namespace is addressed by the host, or by the path where the pattern says so', () => {
  expect(namespaceUrl('http://{namespace}.db.noi-bo:8080', 'a-1')).toBe('http://a-1.db.noi-bo:8080/')
  expect(namespaceUrl('http://db.noi-bo:8080/dev/{namespace}', 'a-1')).toBe('http://db.noi-bo:8080/dev/a-1/')
})
