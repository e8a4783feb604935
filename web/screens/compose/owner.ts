import type { Inside } from '../../screen.ts'
import { me } from '../../session.ts'

/** Whose is what this browser keeps: the person's, at the committee they work in. */
export const ownerOf = ({ here }: Inside<'compose'>): string => `${me()?.user.id}.${here.committee.handle}`
