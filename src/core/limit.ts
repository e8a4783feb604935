/** At most `max` tries in so many seconds. */
export type Limit = { max: number; seconds: number }

const HOUR = 3600

/** What one person may do within an hour, by the verb that is counted; generous for work, and told where it is counted. */
export const PERSONAL = {
  /** The staff of a large office in a morning; a list brings more in one act. */
  invite: { max: 600, seconds: HOUR },
  inviteMany: { max: 60, seconds: HOUR },
  inviteSubordinates: { max: 60, seconds: HOUR },
  askSuperior: { max: 60, seconds: HOUR },
} as const satisfies Record<string, Limit>
