import type { Catalogue } from '../catalogue.ts'

const words: Catalogue['signatures'] = {
  title: 'Digital signatures',
  failed: 'Digital signatures could not be checked',
  cover: 'Cover sheet',
  coverHint:
    'Nothing is written into a signed file. The cover sheet bears number, day and the hash of the file; print it to go with the paper.',
  print: 'Print the cover sheet',
}

export default words
