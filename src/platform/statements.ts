import type { InArgs, InStatement } from '@libsql/client'

/** A statement in any of the forms that `@libsql/client` takes. */
export type Asked = InStatement | [string, InArgs?]

export function partsOf(asked: Asked, more?: InArgs): [string, InArgs?] {
  if (typeof asked === 'string') return [asked, more]
  return Array.isArray(asked) ? asked : [asked.sql, asked.args]
}

const CHANGES = /^\s*(insert|update|delete|replace|create|drop|alter|with)\b/i

/** Whether a statement may take the write lock. */
export const changes = (sql: string): boolean => CHANGES.test(sql)
