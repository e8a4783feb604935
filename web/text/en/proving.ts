import type { Catalogue } from '../catalogue.ts'

const words: Catalogue['door']['proving'] = {
  send: 'Send the confirming mail again',
  sent: 'The mail is sent. Open it and follow the link; look into the junk folder too.',
  now: 'It is confirmed, go on',
  goesOn: 'Once it is confirmed this page goes on by itself.',
}
export default words
