import { migrate } from '../../../migrations/apply.ts'
import { namespaceTenants } from '../../platform/tenants-namespaces.ts'
import type { NamespaceSettings } from '../../platform/tenants-namespaces.ts'

/**
 * Makes control and exchange beside the tenants on a libsql-server, and brings them up to date, as a deployment
 * does.
 * @returns settings that lead to them
 */
export async function sharedDatabases(settings: NamespaceSettings) {
  const databases = namespaceTenants(settings)
  for (const kind of ['control', 'exchange'] as const) {
    await migrate(await databases.open(await databases.create(kind)), kind)
  }
  const url = (name: string): string => `${(settings.NAMESPACES_URL ?? '').replace('{namespace}', name)}/`
  const token = settings.NAMESPACES_TOKEN ?? ''
  return {
    CONTROL_URL: url('control'),
    CONTROL_TOKEN: token,
    EXCHANGE_URL: url('exchange'),
    EXCHANGE_TOKEN: token,
  }
}
