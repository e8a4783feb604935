import type { AnswerOf } from './ask.ts'

/** What the API answers of the organisation, its books and who did what. */
export type Organisation = AnswerOf<'GET /organisation'>
export type Unit = Organisation['units'][number]
export type Position = Organisation['positions'][number]
export type Issuer = Organisation['issuers'][number]
export type Term = Organisation['terms'][number]
export type Member = AnswerOf<'GET /members'>['items'][number]
export type Person = AnswerOf<'GET /persons'>['items'][number]

export type Invitation = AnswerOf<'GET /invitations/{committee}/{token}'>
export type Sent = AnswerOf<'GET /invitations'>['items'][number]

export type DocumentType = AnswerOf<'GET /document-types'>['items'][number]
export type SeriesList = AnswerOf<'GET /number-series'>
export type Series = SeriesList['items'][number]
export type ArrivalBook = AnswerOf<'GET /arrival-books'>['items'][number]

export type IssuingRule = AnswerOf<'GET /issuing-rules'>

export type Group = AnswerOf<'GET /recipient-groups'>['items'][number]
export type GroupWhole = AnswerOf<'GET /recipient-groups/{id}'>

export type AuditLine = AnswerOf<'GET /audit'>['items'][number]
