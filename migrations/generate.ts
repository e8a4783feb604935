import { execFileSync } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Packs the numbered SQL files into `bundle.ts`, because a Worker has no file system to read them from. Run by
 * `npm run migrations` after drizzle-kit wrote a new file; a test fails when the two differ.
 */
export async function packMigrations(folder = import.meta.dirname): Promise<string> {
  const lines: string[] = []
  for (const kind of ['control', 'exchange', 'tenant']) {
    const files = (await readdir(join(folder, kind))).filter((name) => name.endsWith('.sql')).sort()
    const migrations = await Promise.all(
      files.map(async (name) => ({
        id: name.replace('.sql', ''),
        statements: (await readFile(join(folder, kind, name), 'utf8'))
          .split('--> statement-breakpoint')
          .map((statement) => statement.trim()),
      })),
    )
    lines.push(`export const ${kind}: Migration[] = ${JSON.stringify(migrations, null, 2)}\n`)
  }
  return [
    '// Written by migrations/generate.ts from the SQL files; not to be edited.',
    'export type Migration = { id: string; statements: string[] }\n',
    ...lines,
  ].join('\n')
}

if (import.meta.main) {
  const target = join(import.meta.dirname, 'bundle.ts')
  await writeFile(target, await packMigrations())
  execFileSync('npx', ['oxfmt', target])
}
