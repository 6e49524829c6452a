import { fileFact } from '../../subject/fact';
import { baseName } from '../../text/path';
import type { Span } from '../../text/span';
import { isUnit, unitOf } from './unit-files';

/** Where the server that a unit starts is told to look for its data. */
export interface DataFolder {
  readonly unit: string;
  readonly folder: string;
  readonly span: Span;
}

/** Of PostgreSQL, MySQL, MongoDB, InfluxDB, Prometheus, Elasticsearch, Consul, etcd, NATS, MinIO and their like. */
const option =
  /^--?(?:datadir|data-dir|dbpath|pgdata|path\.data|storage\.tsdb\.path|storage\.path|data-path|store_dir)=(\/\S*)$|^-Epath\.data=(\/\S*)$/;

const before = /^--?(?:datadir|data-dir|dbpath|pgdata|storage\.tsdb\.path|data-path|store_dir)$/;

const takesD = /^(?:postgres|postmaster|pg_ctl|pg_autoctl)$/;

export const dataFoldersOf = fileFact('unit', (subject): readonly DataFolder[] => {
  if (!isUnit(subject)) return [];
  const starts = subject.syntax.sections.flatMap(({ directives }) => directives.filter(({ key }) => key === 'ExecStart'));
  return starts.flatMap(({ words }) => {
    const program = baseName(words[0]?.value.replace(/^[-@:+!|]+/, '') ?? '');
    return words.flatMap(({ value: text, span }, at): DataFolder[] => {
      const [, joined, ofElastic] = option.exec(text) ?? [];
      const last = words[at - 1]?.value ?? '';
      const apart = text.startsWith('/') && (before.test(last) || (last === '-D' && takesD.test(program))) ? text : undefined;
      const folder = joined ?? ofElastic ?? apart;
      return folder === undefined ? [] : [{ unit: unitOf(subject), folder: folder.replace(/\/$/, ''), span }];
    });
  });
});
