/**
 * A service this instance leans on refused, or did not answer. The message is for operators and goes into the
 * log: it names the service, what was wanted and the remedy, and never holds a secret or what people wrote.
 */
export class RemoteError extends Error {
  override readonly name = 'RemoteError'
}
