/** A sender in one line: an issuer is never named without its committee. */
export const senderLine = ({ name, issuer }: { name: string; issuer?: string | undefined }): string =>
  issuer === undefined ? name : `${issuer} (${name})`
