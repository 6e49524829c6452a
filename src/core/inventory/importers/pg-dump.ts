import { span } from '../../text/span';
import { placeOf } from '../place';
import { inventoryOf } from '../reading/hosts';
import type { Importer, ImporterHelp, ImportFile } from './importer';

const head = /^-- PostgreSQL database (cluster )?dump/m;
const version = /^-- Dumped from database version (\S[^\r\n]*)/m;
const table = /^CREATE (?:UNLOGGED |FOREIGN )?TABLE (?:IF NOT EXISTS )?((?:"[^"\r\n]+"|[\w$]+)(?:\.(?:"[^"\r\n]+"|[\w$]+))?)/gm;
const connect = /^\\connect (?:-reuse-previous=on )?"?(?:dbname=')?([\w$-]+)/m;

function read(file: ImportFile) {
  const server = version.exec(file.text)?.[1]?.trim();
  const tables = [...file.text.matchAll(table)].map(([, name = '']) => ({ name: name.replaceAll('"', '') }));
  if (server === undefined) file.problem('inventory-no-version', span(0, 1), 'This dump does not say of which version the server is.');
  return inventoryOf(file, 'pg_dump', [
    {
      databases: [
        {
          name: connect.exec(file.text)?.[1] ?? placeOf(file.path).host,
          engine: 'postgresql',
          ...(server !== undefined && { version: server }),
          tables,
          origin: file.origin(span(0, 0)),
        },
      ],
    },
  ]);
}

const help: ImporterHelp = {
  name: 'Schema of a PostgreSQL database',
  tells: 'The version of the server, and which tables there are. One file for each database.',
  command: 'pg_dump --schema-only --no-owner --create <database> > inventory.<environment>.<host>.schema.sql',
  fileName: 'inventory.<environment>.<host>.schema.sql',
  example: `--
-- PostgreSQL database dump
--

-- Dumped from database version 15.8 (Debian 15.8-0+deb12u1)
-- Dumped by pg_dump version 15.8 (Debian 15.8-0+deb12u1)

CREATE TABLE public.orders (
    id bigint NOT NULL
);
`,
};

/** `pg_dump --schema-only`, as text. */
export const pgDump: Importer = { id: 'pg-dump', help, looksLike: ({ text }) => head.test(text.slice(0, 4096)), read };
