import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { anybody, jwt } from './authority.ts'
import { loopback } from './loopback.ts'
import { startNamespaces } from './namespaces-api.ts'

/**
 * The stand-in as a process of its own, started by the line that starts a libsql-server, so that one may be put in place
 * of the other. What is posted to a port beside its doors, in JSON, befalls it (faults.ts).
 *
 *     node src/commands/dev/sqld.ts --enable-namespaces -d FOLDER --http-listen-addr 127.0.0.1:8080 …
 */
const { values } = parseArgs({
  options: {
    'enable-namespaces': { type: 'boolean' },
    'db-path': { type: 'string', short: 'd', default: 'data.sqld' },
    'http-listen-addr': { type: 'string', default: '127.0.0.1:8080' },
    'admin-listen-addr': { type: 'string', default: '127.0.0.1:9090' },
    'admin-auth-key': { type: 'string', default: process.env.LIBSQL_ADMIN_AUTH_KEY ?? '' },
    'auth-jwt-key-file': { type: 'string' },
    'checkpoint-interval-s': { type: 'string', default: '0' },
    /** Only of the stand-in. */
    'faults-port': { type: 'string' },
  },
})
const portOf = (address: string): number => Number(/:(\d+)$/.exec(address)?.[1])
const keyFile = values['auth-jwt-key-file']

const { databases } = await startNamespaces(values['db-path'], {
  port: portOf(values['http-listen-addr']),
  adminPort: portOf(values['admin-listen-addr']),
  adminKey: values['admin-auth-key'],
  authority: keyFile === undefined ? anybody : jwt(readFileSync(keyFile, 'utf8')),
  checkpointEvery: Number(values['checkpoint-interval-s']),
})
if (values['faults-port'] !== undefined)
  await loopback(({ body }) => {
    Object.assign(databases.faults, { busy: 0, silent: undefined, away: false, lost: undefined })
    Object.assign(databases.faults, JSON.parse(body))
    return { status: 200 }
  }, Number(values['faults-port']))
