import { language } from '../text/words.ts'
import english from '../text/en/viewer.ts'
import vietnamese from '../text/vi/viewer.ts'

/** The words of the viewer, in the reader's language. */
export const words = (): typeof vietnamese => (language() === 'en' ? english : vietnamese)
