/** Where the pipeline of a database is; the address may end with a slash or without. */
export function pipelineOf(url: string): URL {
  const base = new URL(url.replace(/^libsql:/, 'https:').replace(/\/?$/, '/'))
  if (base.protocol !== 'http:' && base.protocol !== 'https:') throw new Error(`${base.protocol} is not HTTP`)
  return new URL('v2/pipeline', base)
}
