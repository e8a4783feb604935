import { Problem, readProblem } from './problem.ts'

/**
 * Has the rows of a list read that somebody made in Excel or saved as CSV; nothing of it is kept.
 * @param url of `POST /sheets`
 * @throws Problem with the remedy when it cannot be read
 */
export async function readSheet(url: string, file: File): Promise<string[][]> {
  const headers = { 'content-type': 'application/octet-stream', accept: 'application/json' }
  const response = await fetch(url, { method: 'POST', body: file, headers }).catch(() => {
    throw new Problem(0, 'offline', '')
  })
  if (!response.ok) throw await readProblem(response)
  return ((await response.json()) as { rows: string[][] }).rows
}
