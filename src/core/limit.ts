/** At most `max` tries in so many seconds. */
export type Limit = { max: number; seconds: number }
