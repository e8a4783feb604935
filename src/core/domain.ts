import type { Permission } from './access.ts'
import type { Acts } from './act.ts'
import type { CrossingKind } from './crossing.ts'
import type { Enterer } from './entering.ts'
import type { Follower } from './follow.ts'
import type { Holds, House } from './house.ts'
import type { LetterKind } from './letter.ts'
import type { Count, DeskPart, NewsPart, PulsePart, SearchPart, WorkPart } from './part.ts'
import type { Seals } from './seal.ts'
import type { Routes } from './route.ts'
import type { Database } from '../platform/database.ts'
import type { FileStore, Platform } from '../platform/platform.ts'

/** What one turn of a job came to: how much it did, and where the next turn goes on, if it works in turns. */
export type Turn = { done: number; cursor?: string }

/** Work that no request waits for. Every job may be repeated, and two hosts may run it at once. */
export type Job = {
  name: string
  /** Milliseconds between the beginnings of two turns, over all hosts together. */
  every: number
  run(platform: Platform, control: Database, cursor: string, house: House): Promise<Turn>
}

/** A committee's databases and files as the job runner opens them when the committee is woken. */
export type Woken = {
  files: FileStore
  control: Database
  exchange: Database
  tenant: Database
  committeeId: string
  now: number
  /** By what people can be told at all. */
  tells: { mail: boolean; push: boolean }
}

/** What the files of a committee come to: how many, how many bytes, and how many are gone or have other bytes. */
export type Stored = { files: number; bytes: number; lost: number; damaged: number }

/**
 * What a domain does in a committee when it is woken (core/wake.ts): whatever is due by then. It may be repeated.
 * @returns how much it did, when it wants to be woken again (ms UTC), if at all, and what it knows of the files now
 */
export type Wake = (woken: Woken) => Promise<{ done: number; next?: number | undefined; stored?: Stored }>

/** A group of routes as the description of the API shows it: a plain English name for programs, a Vietnamese one for people. */
export type Resource<R extends Routes = Routes> = { tag: string; title: string; routes: R }

/** A group of routes; each stands under the name of its verb, which is its `operationId`. */
export const resource = <const R extends Routes>(tag: string, title: string, routes: R): Resource<R> => ({
  tag,
  title,
  routes,
})

/** What a domain says of itself, once; `domains.ts` lists them, and all that is made of all domains reads that list. */
export type Domain<
  R extends readonly Resource[] = readonly Resource[],
  P extends readonly Permission[] = readonly Permission[],
> = {
  /** The name of its folder. */
  name: string
  resources: R
  permissions?: P
  acts?: readonly Acts[]
  crossings?: readonly CrossingKind<never>[]
  jobs?: readonly Job[]
  wakes?: readonly Wake[]
  /** Loaded when a desk, a count or a search is first asked for. */
  desk?: () => Promise<DeskPart>
  counts?: () => Promise<Count>
  /** Where it is cheaper to see whether its desk and its work have changed than to lay them. */
  pulse?: () => Promise<PulsePart>
  search?: () => Promise<SearchPart>
  /** What it brings to the list of a member's work. */
  work?: () => Promise<WorkPart>
  /** What it knows of tasks given from outside that our rows do not yet. */
  news?: () => Promise<NewsPart>
  /** What it does with a paper in the batch that enters it in the book. */
  enters?: () => Promise<Enterer>
  /** How its things follow the tasks made for them. */
  follows?: () => Promise<Follower>
  holds?: Holds
  /** What it keeps of a paper: sealed when the paper turns out to hold a state secret (core/seal.ts). */
  seals?: Seals
  /** The kinds of letters it writes. */
  letters?: () => Promise<readonly LetterKind[]>
}

/** Says what a domain is; its type keeps every route and every permission. */
export const domain = <
  const R extends readonly Resource[],
  const P extends readonly Permission[] = readonly [],
>(
  is: Domain<R, P>,
): Domain<R, P> => is

/** Builds the house of these domains. */
export function houseOf(domains: readonly Domain[]): House {
  const words = domains
    .flatMap((one) => one.acts ?? [])
    .flatMap((acts) => Object.values(acts))
    .map((act) => act.words)
  const brought = (kind: Exclude<keyof House['parts'], 'pulse'>) =>
    domains.flatMap((one) => one[kind] ?? []).map(once)
  const pulse = domains
    .flatMap(({ pulse: own, desk, work }) => own ?? [desk ?? [], work ?? []].flat())
    .map(once)
  return {
    permissions: domains.flatMap((one) => one.permissions ?? []),
    acts: new Map(words.map((one) => [one.action, one])),
    holds: domains.flatMap((one) => one.holds ?? []),
    seals: domains.flatMap((one) => one.seals ?? []),
    letters: domains.flatMap((one) => one.letters ?? []),
    parts: {
      desk: brought('desk'),
      counts: brought('counts'),
      pulse,
      search: brought('search'),
      work: brought('work'),
      news: brought('news'),
      follows: brought('follows'),
      enters: brought('enters'),
    },
  }
}

/** Loads a part when it is first asked for; to ask the runtime for it each time would cost more than most statements. */
function once(load: () => Promise<unknown>): () => Promise<unknown> {
  let loaded: Promise<unknown> | undefined
  return () => (loaded ??= load())
}
