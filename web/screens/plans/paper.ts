import type { AnswerOf } from '../../api/ask.ts'

/** The paper that plans and tasks may stand on. */
export type Paper = { kind: 'document' | 'incoming'; id: string }
export type Results = AnswerOf<'GET /documents/{id}/results'>
