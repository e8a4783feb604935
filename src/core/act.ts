import type { Decided } from './decided.ts'

/** How a field of a state is called and how its values are told, where they are kept as codes. */
export type Field = string | { name: string; words: Readonly<Record<string, string>> }
export type Fields = Readonly<Record<string, Field>>

/** One kind of change as people read it in the audit: what it is called, and the fields it may show. */
export type ActWords = { action: string; name: string; fields: Fields }

/** A change as it is kept: its name, what it changed, and the state before and after. */
export type Act = {
  action: string
  subject: { kind: string; id: string; name: string }
  before?: unknown
  after?: unknown
}

type Described = { name: string; fields?: Fields; of?: string }
/** A state holds nothing that its act has no words for: it would never be shown. */
type Only<State, F> = State & { [Key in Exclude<keyof State, keyof F>]: never }
type States<F, Before, After> = {
  before?: Only<Before, F> | undefined
  after?: Only<After, F> | Decided<Only<After, F>> | undefined
}
type Make<F> = (<Before extends object, After extends object>(
  subject: { id: string; name: string },
  states?: States<F, Before, After>,
) => Act) & { words: ActWords }

export type Acts = Readonly<Record<string, { words: ActWords }>>

/**
 * The changes of one kind of thing, each with its Vietnamese and that of its fields beside it: `document.issue` and so
 * on. A verb makes the entry of its change with them, so that the audit reads right by construction.
 * @param kind what is changed; an act that changes something else says `of`
 */
export function acting<const Each extends Record<string, Described>>(kind: string, each: Each) {
  const made = Object.entries(each).map(([verb, described]: [string, Described]) => {
    const words: ActWords = {
      action: `${kind}.${verb}`,
      name: described.name,
      fields: described.fields ?? {},
    }
    const make = (subject: { id: string; name: string }, states: object = {}): Act => ({
      action: words.action,
      subject: { kind: described.of ?? kind, id: subject.id, name: subject.name },
      ...states,
    })
    return [verb, Object.assign(make, { words })]
  })
  return Object.fromEntries(made) as {
    [Verb in keyof Each]: Make<Each[Verb] extends { fields: infer F } ? F : Record<never, never>>
  }
}
