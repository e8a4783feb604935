import { spawn } from 'node:child_process'
import { once } from 'node:events'

const HOLDER = `
  const { DatabaseSync } = require('node:sqlite')
  const db = new DatabaseSync(process.argv[1], { timeout: 5000 })
  db.exec('begin immediate')
  process.stdout.write('held')
  process.stdin.once('data', () => { db.exec('rollback'); db.close(); process.exit(0) })`

/**
 * Another process that takes the write lock of a database file.
 * @returns once it has the lock, a way to make it let go
 */
export async function holdLock(path: string): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ['-e', HOLDER, path], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return async () => {
    child.stdin.write('go')
    await once(child, 'exit')
  }
}
