import type { Catalogue } from '../catalogue.ts'
import { count } from '../dates.ts'

const words: Catalogue['usage'] = {
  title: 'Storage and limits',
  hint: 'Set by whoever runs the instance, generous for everyday work. Tries that were refused count too.',
  stored: 'Files stored',
  free: 'Room left',
  of: (used, most) => `${used} of ${most}`,
  filesWrong: (n) =>
    `${count(n)} files are lost or damaged on the server. Bringing the same file in again mends it; whoever runs the instance has been told.`,
  caption: 'Limits within a time',
  what: 'What',
  used: 'Used',
  left: 'Left',
  until: 'Starts over',
  none: 'None',
  whose: { committee: 'the whole body', person: 'you alone' },
  anHour: 'within an hour',
  aDay: 'within a day',
  limits: {
    uploads: 'Files brought in',
    papers: 'Papers issued and sent',
    strangers: 'Sent to bodies not linked, while nobody has confirmed yours',
    invite: 'People invited one by one',
    inviteMany: 'People invited by a list',
    inviteSubordinates: 'Bodies below invited by a list',
    askSuperior: 'Superiors asked for a link',
  },
}
export default words
