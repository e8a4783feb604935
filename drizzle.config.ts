import { defineConfig } from 'drizzle-kit'

const SCHEMAS = {
  control: [
    './src/identity/tables.ts',
    './src/directory/tables.ts',
    './src/core/replay-tables.ts',
    './src/core/job-tables.ts',
  ],
  exchange: ['./src/exchange/tables.ts', './src/core/outside-tables.ts'],
  tenant: [
    './src/core/tables.ts',
    './src/core/replay-tables.ts',
    './src/organisation/tables.ts',
    './src/documents/tables.ts',
    './src/files/tables.ts',
  ],
}
const database = (process.env.DATABASE ?? 'tenant') as keyof typeof SCHEMAS

/** `DATABASE=tenant npx drizzle-kit generate` writes the next numbered migration of that kind of database. */
export default defineConfig({ dialect: 'sqlite', schema: SCHEMAS[database], out: `./migrations/${database}` })
