import { plain } from '../support/examples.ts'
import type { Make } from '../support/examples.ts'

export const examples: Record<string, Make> = { 'GET /audit': plain() }
