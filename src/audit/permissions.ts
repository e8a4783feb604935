import { permissions } from '../core/access.ts'

export const audit = permissions('audit', { read: ['admin'] })
