import type { Env } from '../../platform/env.ts'
import { nameOf, namespaceOf } from '../../platform/remote-database.ts'
import { nodeRemotes } from '../../platform/remote-node.ts'
import { callRemote } from '../../platform/remote.ts'
import { lookAtShared } from '../../platform/standing.ts'
import type { Look } from '../../platform/standing.ts'
import { namespaceTenants, namespaceUrl } from '../../platform/tenants-namespaces.ts'
import { serverSide } from './sides.ts'
import type { Side } from './sides.ts'

export type Kind = 'control' | 'exchange' | 'tenant'
/** Told after each database. */
export type Progress = (done: number, of: number) => void
export type Server = Awaited<ReturnType<typeof serverOf>>

/**
 * The libsql-server of the settings, looked at, as one end of a move.
 * @param look what it is to be good for
 * @throws Error that lists what to mend
 */
export async function serverOf(env: Env, look: Look = { make: true }) {
  if (env.TENANTS !== 'namespaces') throw new Error('Lệnh này cần thiết lập có TENANTS=namespaces (README).')
  const remotes = nodeRemotes()
  const tripTo = (url: string, token: string | undefined) => remotes.tripTo(url, token)
  await lookAtShared(env, tripTo, look)
  const tenants = namespaceTenants(env)
  const { CONTROL_URL = '', EXCHANGE_URL = '', NAMESPACES_URL = '' } = env
  const placeOf = (name: string, kind: Kind) =>
    kind === 'tenant'
      ? { url: namespaceUrl(NAMESPACES_URL, name), token: env.NAMESPACES_TOKEN, namespace: name }
      : kind === 'control'
        ? { url: CONTROL_URL, token: env.CONTROL_TOKEN, namespace: namespaceOf(CONTROL_URL) ?? '' }
        : { url: EXCHANGE_URL, token: env.EXCHANGE_TOKEN, namespace: namespaceOf(EXCHANGE_URL) ?? '' }
  const side = (name: string, kind: Kind): Side => {
    const { url, token } = placeOf(name, kind)
    return serverSide(url, tripTo(url, token))
  }
  return {
    name: nameOf(CONTROL_URL),
    side,
    write: (kind: Kind, sql: string): Promise<void> => side(kind, kind).write([{ sql }]),
    /** @throws Error when an instance is there already */
    async refuseTaken(): Promise<void> {
      const found = await side('control', 'control')
        .rows('select count(*) from committee')
        .catch(() => [[0n]])
      if (Number(found[0]?.[0]) === 0) return
      throw new Error(
        `${nameOf(CONTROL_URL)} đã có dữ liệu của ${Number(found[0]?.[0])} cơ quan. Chưa chuyển gì.`,
      )
    },
    /** An empty database, whatever was there of it. */
    async remake(name: string, kind: Kind): Promise<void> {
      const { namespace } = placeOf(name, kind)
      await tenants.remove(namespace)
      await tenants.create(namespace)
    },
    /** Stops or allows writes through the admin door, whoever asks for them; reads go on. */
    async blockWrites(name: string, kind: Kind, reason: string | undefined): Promise<void> {
      const { namespace } = placeOf(name, kind)
      const admin = (env.NAMESPACES_ADMIN_URL ?? '').replace(/\/$/, '')
      const call = {
        url: `${admin}/v1/namespaces/${encodeURIComponent(namespace)}/config`,
        headers: {
          'content-type': 'application/json',
          ...(env.NAMESPACES_ADMIN_TOKEN && { authorization: `basic ${env.NAMESPACES_ADMIN_TOKEN}` }),
        },
        doing: `libsql-server: chặn ghi vào ${namespace}`,
        remedy: 'Kiểm tra NAMESPACES_ADMIN_URL và NAMESPACES_ADMIN_TOKEN.',
        secrets: [env.NAMESPACES_ADMIN_TOKEN],
      }
      // All of it is sent back: what is left out the server takes as unset.
      const { body } = await callRemote({ ...call, method: 'GET' })
      const config = JSON.parse(body) as Record<string, unknown>
      const changed = { ...config, block_writes: reason !== undefined, block_reason: reason ?? null }
      await callRemote({ ...call, method: 'POST', body: JSON.stringify(changed) })
    },
    close: () => remotes.close(),
  }
}
