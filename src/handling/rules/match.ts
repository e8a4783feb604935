import { fold } from '../../core/text.ts'
import type { Entered } from '../../core/entering.ts'

/** What a standing rule looks at; what is empty is not looked at. */
export type Looks = { sender: string; typeName: string; words: string }

/** Whether a rule is for a paper: every mark it names is there, whatever the accents and capitals. */
export function isFor(
  { sender, typeName, words }: Looks,
  paper: Pick<Entered, 'senderName' | 'typeName' | 'subject'>,
): boolean {
  const all = (named: string, text: string): boolean => {
    const there = fold(text)
    return fold(named)
      .split(' ')
      .every((word) => there.includes(word))
  }
  return (
    all(sender, paper.senderName) &&
    (typeName === '' || fold(typeName) === fold(paper.typeName)) &&
    all(words, paper.subject)
  )
}
