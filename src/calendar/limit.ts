/** A length of time allowed: `wh` working hours of 60 minutes, `wd` working days, `cd` calendar days. */
export type Limit = { n: number; u: 'wh' | 'wd' | 'cd' }

/** When a limit ends (UTC ms), by which calendar, and whether that may still change (tạm tính). */
export type Deadline = { due: number; version: string; provisional: boolean }
