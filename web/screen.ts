import type { Place } from './place.ts'
import type { Keys } from './shell/keys.ts'
import type { Area, Catalogue } from './text/words.ts'

/** What the router hands to a screen: the address, the words of its route, and the ways on. */
export type Visit<A extends Area = never> = {
  /** The parts of the address named in the route, decoded. */
  params: Record<string, string>
  /** The address this visit began at, without its query. */
  path: string
  query: URLSearchParams
  /** The words of the areas the route names. */
  words: Pick<Catalogue, A>
  /** Ends when the reader goes elsewhere. */
  signal: AbortSignal
  /** Shows the screen's state as it is now. */
  draw: () => void
  /** Leads on to another address, unless the reader has gone elsewhere by themselves. */
  go: (url: string, how?: { replace?: boolean }) => void
  /** Writes the screen's state into the address without a step back, such as a filter or a new id. */
  rename: (url: string) => void
}

/** A visit to a screen of a committee, with the committee. */
export type Inside<A extends Area = never> = Visit<A> & Place

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
  /** Something on the desk has changed: bring the state up to date quietly. */
  live?: () => Promise<void>
  /** Wide screens use the whole width. */
  wide?: boolean
}

export type Screen<V> = (visit: V) => View | Promise<View>
