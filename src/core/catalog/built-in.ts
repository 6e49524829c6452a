import { emptyCatalog, type Catalog, type ConfigKey } from './catalog';

type Facts = readonly (readonly [key: string, since: string, more?: Pick<ConfigKey, 'replacedBy' | 'why'>])[];

/**
 * Settings of postgresql.conf that a server of this version no longer knows: it refuses to start with them. From the
 * migration notes of each major release. Renamed settings whose old name is still accepted are left out.
 */
const postgresql: Facts = [
  ['unix_socket_directory', '9.3', { replacedBy: 'unix_socket_directories' }],
  ['replication_timeout', '9.3', { replacedBy: 'wal_sender_timeout' }],
  ['checkpoint_segments', '9.5', { why: 'max_wal_size, in bytes, bounds the log between checkpoints instead' }],
  ['sql_inheritance', '10'],
  ['min_parallel_relation_size', '10', { why: 'min_parallel_table_scan_size and min_parallel_index_scan_size took its place' }],
  ['replacement_sort_tuples', '11'],
  ['wal_keep_segments', '13', { why: 'wal_keep_size took its place and counts megabytes: segments times 16' }],
  ['operator_precedence_warning', '14'],
  ['vacuum_cleanup_index_scale_factor', '14'],
  ['stats_temp_directory', '15', { why: 'statistics live in shared memory' }],
  ['promote_trigger_file', '16', { why: 'a standby is promoted by pg_ctl promote or pg_promote()' }],
  ['vacuum_defer_cleanup_age', '16', { why: 'hot_standby_feedback and replication slots do this' }],
  ['old_snapshot_threshold', '17'],
  ['db_user_namespace', '17'],
  ['trace_recovery_messages', '17'],
];

/** System variables in the server's section of my.cnf; from "Variables removed in MySQL 8.0" of the reference manual. */
const mysql: Facts = [
  ['query_cache_size', '8.0'],
  ['query_cache_type', '8.0'],
  ['query_cache_limit', '8.0'],
  ['innodb_file_format', '8.0'],
  ['innodb_large_prefix', '8.0'],
  ['log_warnings', '8.0', { why: 'log_error_verbosity took its place, with another scale' }],
  ['sync_frm', '8.0'],
  ['tx_isolation', '8.0', { why: 'transaction_isolation took its place' }],
];

const removed = (product: string, section: string, facts: Facts, sourceOf: (since: string) => string): ConfigKey[] =>
  facts.map(([key, since, more]) => ({ product, key: section + key, state: 'removed', since, source: sourceOf(since), ...more }));

/** The last day with fixes: https://www.postgresql.org/support/versioning/ and https://openssl-library.org/policies/releasestrat/ */
const endOfLife: Readonly<Record<string, readonly (readonly [cycle: string, date: string])[]>> = {
  postgresql: [
    ['9.6', '2021-11-11'],
    ['10', '2022-11-10'],
    ['11', '2023-11-09'],
    ['12', '2024-11-21'],
    ['13', '2025-11-13'],
    ['14', '2026-11-12'],
    ['15', '2027-11-11'],
    ['16', '2028-11-09'],
    ['17', '2029-11-08'],
  ],
  openssl: [
    ['1.0.2', '2019-12-31'],
    ['1.1.1', '2023-09-11'],
    ['3.0', '2026-09-07'],
    ['3.1', '2025-03-14'],
  ],
};

/** Small on purpose: only what the makers' own documents say, with the document. Sites add what they know of their vendors. */
export const builtInCatalog: Catalog = {
  ...emptyCatalog,
  configKeys: [
    ...removed('postgresql', '', postgresql, (since) => `https://www.postgresql.org/docs/release/${since}.0/`),
    ...removed('mysql', 'mysqld.', mysql, () => 'https://dev.mysql.com/doc/refman/8.0/en/added-deprecated-removed.html'),
  ],
  endOfLife: Object.entries(endOfLife).flatMap(([product, cycles]) => cycles.map(([cycle, date]) => ({ product, cycle, date }))),
};
