import type { Here, Me, PermissionId } from '../../../web/api/types.ts'

/** A promise that is answered when the test says so. */
export function deferred<T>(): {
  promise: Promise<T>
  resolve: (value: T) => void
  reject: (cause: unknown) => void
} {
  return Promise.withResolvers<T>()
}

/** Lets everything that is ready run, also what waits for a macrotask. */
export async function settled(): Promise<void> {
  for (let round = 0; round < 5; round++) await new Promise((done) => setTimeout(done))
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers })
}

/** What the API answers of a committee; `arrivals` is how many wait. */
export function hereOf(handle: string, arrivals = 0, permissions: PermissionId[] = []): Here {
  return {
    committee: {
      handle,
      name: `Cấp ủy ${handle}`,
      suffix: 'TU',
      place: 'Nơi',
      kind: 'province',
      kindName: 'Tỉnh ủy',
    },
    me: { memberId: 'm', name: 'Người', roles: [], permissions },
    counts: { arrivals, drafts: 0, links: 0 },
    limits: { fileBytes: 1000 },
  }
}

export function meOf(id: string): Me {
  return {
    user: { id, name: `Người ${id}`, email: `${id}@example.vn`, proven: true, twoFactor: false },
    operator: false,
    committees: [],
  }
}
