/** What people read, cut by area so that a screen brings only its own words. */
export type Catalogue = {
  door: typeof import('./vi/door.ts').default
  desk: typeof import('./vi/desk.ts').default
  arrivals: typeof import('./vi/arrivals.ts').default
  compose: typeof import('./vi/compose.ts').default
  drafting: typeof import('./vi/drafting.ts').default
  issuing: typeof import('./vi/issuing.ts').default
  rounds: typeof import('./vi/rounds.ts').default
  versions: typeof import('./vi/versions.ts').default
  outgoing: typeof import('./vi/outgoing.ts').default
  settling: typeof import('./vi/settling.ts').default
  similar: typeof import('./vi/similar.ts').default
  signatures: typeof import('./vi/signatures.ts').default
  issued: typeof import('./vi/issued.ts').default
  registers: typeof import('./vi/registers.ts').default
  directory: typeof import('./vi/directory.ts').default
  signup: typeof import('./vi/signup.ts').default
  account: typeof import('./vi/account.ts').default
  routing: typeof import('./vi/routing.ts').default
  handling: typeof import('./vi/handling.ts').default
  tasks: typeof import('./vi/tasks.ts').default
  plans: typeof import('./vi/plans.ts').default
  tracking: typeof import('./vi/tracking.ts').default
  asks: typeof import('./vi/asks.ts').default
  partners: typeof import('./vi/partners.ts').default
  admin: typeof import('./vi/admin.ts').default
  lists: typeof import('./vi/lists.ts').default
  usage: typeof import('./vi/usage.ts').default
  processes: typeof import('./vi/processes.ts').default
  writing: typeof import('./vi/writing.ts').default
  adapting: typeof import('./vi/adapting.ts').default
  linking: typeof import('./vi/linking.ts').default
  calendar: typeof import('./vi/calendar.ts').default
  cases: typeof import('./vi/cases.ts').default
  operator: typeof import('./vi/operator.ts').default
  reach: typeof import('./vi/reach.ts').default
}
export type Area = keyof Catalogue
export type Language = 'vi' | 'en'

/** The words of the shell and of the parts every screen shares. */
export type Common = typeof import('./vi/common.ts').default
