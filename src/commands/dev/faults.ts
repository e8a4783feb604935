import { changes } from '../../platform/statements.ts'
import type { PipelineRequest } from './databases.ts'
import type { StreamRequest } from './libsql-stream.ts'

/** What befalls the stand-in: each as it befell a real server. */
export type Faults = {
  /** Which share of the writes is answered with `SQLITE_BUSY`: 0 to 1. */
  busy?: number | undefined
  /** A database whose writes are never answered, as when it is wedged; its reads are. */
  silent?: string | undefined
  /** No call is answered: the connection ends. */
  away?: boolean | undefined
  /** The next write to this database is done, and its answer lost. */
  lost?: string | undefined
}

/** Whether a pipeline may change anything. */
export const writes = ({ requests }: PipelineRequest): boolean => requests.some(writesOne)

function writesOne(request: StreamRequest): boolean {
  if (request.type === 'execute') return changes(request.stmt.sql ?? '')
  if (request.type !== 'batch') return request.type === 'sequence'
  return request.batch.steps.some(({ stmt }) => changes(stmt.sql ?? ''))
}

/** The answer to a pipeline nothing of which is done, for the same reason. */
export function refused({ requests }: PipelineRequest, code: string, message: string): unknown {
  const error = { message, code }
  const results = requests.map((request) => {
    if (request.type === 'close') return { type: 'ok', response: { type: 'close' } }
    if (request.type !== 'batch') return { type: 'error', error }
    const { length } = request.batch.steps
    const nothing = Array.from({ length }, () => null)
    const result = { step_results: nothing, step_errors: nothing.with(0, error as never) }
    return { type: 'ok', response: { type: 'batch', result } }
  })
  return { baton: null, base_url: null, results }
}
