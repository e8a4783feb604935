/** A unit or a person with a part in handling a document, as it was called then. */
export type Named = { kind: 'unit' | 'person'; id: string; name: string }

/** Who should do what with a document until when, as the office chief proposes. */
export type Proposal = {
  lead?: Named
  cooperate: Named[]
  inform: Named[]
  dueOn?: string
  note?: string
  by: string
  at: number
}
