import type { ImageName } from './image-name';

/** Databases and brokers whose files only their own major version reads, by the last part of their images' names. */
const engines: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'postgres postgresql postgis timescaledb timescaledb-ha pgvector': 'PostgreSQL',
    'mysql mysql-server percona percona-server': 'MySQL',
    mariadb: 'MariaDB',
    'mongo mongodb mongodb-community-server': 'MongoDB',
    elasticsearch: 'Elasticsearch',
    opensearch: 'OpenSearch',
    rabbitmq: 'RabbitMQ',
    'cassandra scylla': 'Cassandra',
    'clickhouse clickhouse-server': 'ClickHouse',
    influxdb: 'InfluxDB',
    neo4j: 'Neo4j',
    couchdb: 'CouchDB',
    'redis valkey redis-stack redis-stack-server keydb': 'Redis',
    'kafka cp-kafka': 'Kafka',
    zookeeper: 'ZooKeeper',
    etcd: 'etcd',
    'vault consul': 'Vault',
    'gitea forgejo gitlab-ce gitlab-ee': 'Git server',
  }).flatMap(([names, engine]) => names.split(' ').map((name) => [name, engine] as const)),
);

/** A data store's image, as far as its name tells. */
export interface DataStore {
  readonly engine: string;
  /** Absent if the tag says none. */
  readonly major?: number;
  /** The version in the tag: `16.3`. */
  readonly version?: string;
}

export function dataStoreOf({ base, tag = '' }: ImageName): DataStore | undefined {
  const engine = engines.get(base.toLowerCase());
  if (engine === undefined) return undefined;
  // `timescaledb:2.14-pg16`: the files are PostgreSQL's.
  const version =
    /(?:^|-)pg(\d+(?:\.\d+)*)/.exec(tag)?.[1] ??
    (engine === 'PostgreSQL' && /timescale|postgis-for/.test(base) ? undefined : /^v?(\d+(?:\.\d+)*)/.exec(tag)?.[1]);
  return { engine, ...(version !== undefined && { version, major: Number(version.split('.')[0]) }) };
}
