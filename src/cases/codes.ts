/** Why work is sent back: a coded list, so that returns can be counted. */
export const RETURN_REASONS = ['incomplete', 'content', 'form', 'competence', 'basis', 'other'] as const
export type ReturnReason = (typeof RETURN_REASONS)[number]
