import type { IncomingLine, OutgoingLine } from '../../api/types.ts'
import type { TakenColumn } from '../../parts/take.ts'
import type { Inside } from '../../screen.ts'
import type { Book, Line } from './books.ts'

/** A book as it is taken along: the columns of the paper book, the kind and the subject of a paper apart. */
export function takenColumns(visit: Inside<'registers'>, book: Book): TakenColumn<Line>[] {
  return (book === 'outgoing' ? outgoing(visit) : incoming(visit)) as TakenColumn<Line>[]
}

function outgoing({ words }: Inside<'registers'>): TakenColumn<OutgoingLine>[] {
  const { outgoing: t, filters, reserved, cancelled } = words.registers
  const state: Record<string, string> = { reserved, cancelled }
  return [
    { title: t.notation, of: (line) => line.notation },
    { title: t.issuedOn, kind: 'day', width: 12, of: (line) => line.issuedOn },
    { title: filters.type, of: (line) => line.typeName },
    { title: t.subject, width: 60, of: (line) => line.subject || state[line.state] },
    { title: t.signer, width: 24, of: (line) => line.signer },
    { title: t.recipients, width: 40, of: (line) => line.recipients },
    { title: t.copyKeeper, of: (line) => line.copyKeeper },
    { title: t.copies, kind: 'number', width: 10, of: (line) => line.copies },
    { title: t.note, width: 30, of: (line) => line.note },
  ]
}

function incoming({ words }: Inside<'registers'>): TakenColumn<IncomingLine>[] {
  const { incoming: t, filters } = words.registers
  return [
    { title: t.arrivedOn, kind: 'day', width: 12, of: (line) => line.arrivedOn },
    { title: t.arrivalNo, kind: 'number', width: 8, of: (line) => line.arrivalNo },
    { title: t.author, width: 32, of: (line) => line.author },
    { title: t.notation, of: (line) => line.notation },
    { title: t.issuedOn, kind: 'day', width: 12, of: (line) => line.issuedOn },
    { title: filters.type, of: (line) => line.typeName },
    { title: t.subject, width: 60, of: (line) => line.subject },
    { title: t.receiver, width: 24, of: (line) => line.receiver },
    { title: t.transferredOn, kind: 'day', width: 12, of: (line) => line.transferredOn },
    { title: t.signedFor, of: (line) => line.signedFor },
    { title: t.note, width: 30, of: (line) => line.note },
  ]
}
