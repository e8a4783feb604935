import { writeDocx } from '../core/docx.ts'

/** A small Word document of plain paragraphs: a form to be filled in. */
export const docx = (lines: string[]): Uint8Array<ArrayBuffer> => writeDocx(lines.map((text) => ({ text })))
