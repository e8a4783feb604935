import type { AnswerOf } from '../../api/ask.ts'

/** A round of opinions as its page has it. */
export type Round = AnswerOf<'GET /rounds/{id}'>
