import type { Keys } from './shell/keys.ts'

/** What the router hands to a screen. */
export type Visit = {
  /** The parts of the address named in the route, decoded. */
  params: Record<string, string>
  query: URLSearchParams
  /** Ends when the reader goes elsewhere. */
  signal: AbortSignal
  /** Shows the screen's state as it is now. */
  draw: () => void
}

/** A screen that is open: a plain object whose functions read the screen's state. */
export type View = {
  title: string | (() => string)
  /** The primary action of the place, shown in the top line. */
  action?: () => unknown
  body: () => unknown
  keys?: Keys
  /** The reader goes elsewhere: save what is typed. */
  leave?: () => void
  /** The reader came back with the Back button: bring the state up to date quietly. */
  resume?: () => Promise<void>
  /** Wide screens use the whole width. */
  wide?: boolean
}

export type Screen = (visit: Visit) => View | Promise<View>
