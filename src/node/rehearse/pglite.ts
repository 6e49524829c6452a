import { PGlite } from '@electric-sql/pglite';
import { DatabaseError, type ScratchDatabase } from '../../core/rehearse/database';
import type { DatabaseParts } from './protocol';

/** Small buffers: a rehearsal has few rows. */
const settings = ['shared_buffers = 16MB'];

/** PostgreSQL compiled to WebAssembly: its files lie in memory, and it has no programs to call and no network. */
export async function openPglite({ program, setUp, shared, cluster }: DatabaseParts): Promise<ScratchDatabase> {
  const pglite = await PGlite.create({
    pgliteWasmModule: program,
    initdbWasmModule: setUp,
    fsBundle: blobOf(shared),
    loadDataDir: blobOf(cluster),
    postgresqlconf: settings,
  });
  const run: ScratchDatabase['run'] = async (sql) => {
    try {
      const results = await pglite.exec(sql);
      const last = results.at(-1);
      return {
        rows: last?.rows ?? [],
        written: results.reduce((sum, { affectedRows = 0 }) => sum + affectedRows, 0),
      };
    } catch (error) {
      if (isDatabaseError(error)) throw new DatabaseError(error.code, error.message);
      throw error;
    }
  };
  const [row] = (await run("SELECT current_setting('server_version') AS version")).rows;
  return { server: `PostgreSQL ${String(row?.['version'])}`, mayMakeRoles: true, run, close: () => pglite.close() };
}

const blobOf = (bytes: Uint8Array): Blob => new Blob([bytes as Uint8Array<ArrayBuffer>]);

const isDatabaseError = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code);
