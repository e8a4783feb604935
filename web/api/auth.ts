import { call, get } from './client.ts'

/** Calls one of better-auth's endpoints under `/api/auth/`. */
export async function auth<T>(path: string, body: object = {}): Promise<T> {
  return (await call<T>('POST', `/api/auth/${path}`, { body })).data
}

/** Signs in with a password. `twoFactorRedirect` says that a code is asked for next. */
export function signIn(email: string, password: string): Promise<{ twoFactorRedirect?: boolean }> {
  return auth('sign-in/email', { email, password })
}

/** Reads one of better-auth's lists under `/api/auth/`. */
export function authList<T>(path: string): Promise<T> {
  return get<T>(`/api/auth/${path}`)
}
