import { count } from '../dates.ts'
import type vietnamese from '../vi/copies.ts'

/** Words of copies: sao y, sao lục, trích sao. */
export default {
  send: 'Copy and send…',
  title: (notation) => `Copy ${notation}`,
  kind: 'Kind of copy',
  part: 'Part that is extracted',
  partHint: 'For example: section II, item 3.',
  ownFiles: 'Add the signed and sealed copy',
  filesGo: (n) =>
    n === 1
      ? 'The file of the original goes unchanged.'
      : `All ${count(n)} files of the original go unchanged.`,
  issuer: 'Copying body',
  body: 'On behalf of',
  authority: 'Authority',
  authorityNone: 'Signs directly',
  signerName: 'Signer of the copy',
  signerTitle: 'Title',
  signing: 'Signer, copying body',
  recipients: 'Recipients',
  below: (n) => `All directly below (${count(n)})`,
  group: (name, n) => `${name} (${count(n)})`,
  others: 'Other recipients',
  othersPlace: 'Type the name of a committee',
  committees: 'Committees and agencies',
  units: 'Units of this committee',
  override: (why) => `${why}. Why it is copied all the same`,
  number: (notation) => `Number ${notation} and send`,
  numberNone: 'Number and send',
  done: (notation, n) => `Copy ${notation} was sent to ${count(n)} ${n === 1 ? 'place' : 'places'}.`,
  remove: (name) => `Remove recipient ${name}`,
  noRecipient: 'Choose at least one recipient.',
  isCopy: 'Copy',
  of: 'Original',
  ofPart: 'Extracted part',
  by: 'Signed by',
  openOriginal: 'Open the original',
  openSheet: 'Form of the copy to print',
  made: 'Copies sent',
  madeTo: (n) => `${count(n)} ${n === 1 ? 'recipient' : 'recipients'}`,
  sheet: 'Form of the copy',
  sheetHint: 'Print it below the last page of the original; it stands below the full line.',
  print: 'Print',
} satisfies typeof vietnamese
