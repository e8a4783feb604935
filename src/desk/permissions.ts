import { EVERYONE, permissions } from '../core/access.ts'

export const desk = permissions('desk', { read: EVERYONE })
