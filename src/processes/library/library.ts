import type { Template } from '../template.ts'
import { admission } from './admission.ts'
import { appointment } from './appointment.ts'
import { evaluation } from './evaluation.ts'
import { incoming } from './incoming.ts'
import { inspection } from './inspection.ts'
import { petition } from './petition.ts'
import { resolution } from './resolution.ts'
import { supervision } from './supervision.ts'

/**
 * The processes a committee starts from, in the order of their codes. Times, roles and record periods are defaults to be
 * set to the committee's own rules before publishing.
 */
export const library: readonly Template[] = [
  incoming,
  resolution,
  inspection,
  supervision,
  admission,
  appointment,
  evaluation,
  petition,
]
