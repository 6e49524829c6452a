import { environmentOf, type Inventory } from '../inventory/inventory';
import type { RehearsableSystem } from './rehearsal';

/** What a server tells of itself, and of who has connected. */
export interface ServerFacts {
  readonly system: RehearsableSystem;
  /** Product and version that a rehearsal needs, where the server is older: `PostgreSQL 13`. */
  readonly tooOldFor?: string;
  /** All databases. */
  readonly databases: readonly string[];
  /** Databases that belong to whoever has connected. */
  readonly owned: readonly string[];
  readonly role: string;
  readonly isSuperuser: boolean;
  /** May make roles, or read and write files or run programs of the server. */
  readonly isPowerful: boolean;
  readonly mayCreate: boolean;
}

/** Why nothing is rehearsed on a server. */
export interface Refusal {
  readonly code:
    | 'named-production'
    | 'host-of-production'
    | 'database-of-production'
    | 'too-old'
    | 'superuser'
    | 'powerful'
    | 'may-not-create'
    | 'owns-databases';
  /** What speaks against it: a host, a database or a role; of what is too old, what is needed. */
  readonly name: string;
}

const production = /(^|[^a-z])(prod|production|prd|live)([^a-z]|$)/i;

/** What speaks against the server before anybody connects to it. */
export function refusalOfName(
  { host, database }: { readonly host: string; readonly database: string },
  inventory: Inventory,
  environment: string,
): Refusal | undefined {
  const named = [host, database].find((name) => production.test(name));
  if (named !== undefined) return { code: 'named-production', name: named };
  const short = (name: string): string => (/^[\d.:]+$/.test(name) ? name : (name.toLowerCase().split('.')[0] ?? ''));
  const own = environmentOf(inventory, environment)?.hosts.find(({ name }) => short(name) === short(host));
  return own && { code: 'host-of-production', name: own.name };
}

/** What the server itself shows against it. The role must be able to harm nothing but what it makes. */
export function refusalOf(facts: ServerFacts, inventory: Inventory, environment: string): Refusal | undefined {
  const { role: name, tooOldFor, databases, owned, isSuperuser, isPowerful, mayCreate } = facts;
  const known = new Set(environmentOf(inventory, environment)?.databases.map((database) => database.name));
  const ofProduction = databases.find((database) => known.has(database) || production.test(database));
  if (ofProduction !== undefined) return { code: 'database-of-production', name: ofProduction };
  if (tooOldFor !== undefined) return { code: 'too-old', name: tooOldFor };
  if (isSuperuser) return { code: 'superuser', name };
  if (isPowerful) return { code: 'powerful', name };
  if (!mayCreate) return { code: 'may-not-create', name };
  const [first] = owned;
  return first === undefined ? undefined : { code: 'owns-databases', name: first };
}

/** What to do about it. */
const advices: Readonly<Record<RehearsableSystem, string>> = {
  postgresql: 'make a role for it: CREATE ROLE rehearsal LOGIN CREATEDB PASSWORD …',
  mysql: 'make a user for it: CREATE USER rehearsal IDENTIFIED BY …; GRANT ALL ON `upgrade\\_review\\_%`.* TO rehearsal',
};

export function describeRefusal({ code, name }: Refusal, system: RehearsableSystem): string {
  const advice = advices[system];
  switch (code) {
    case 'named-production':
      return `"${name}" is named like production, where nothing is rehearsed`;
    case 'host-of-production':
      return `the inventory says that ${name} is a host of production, where nothing is rehearsed`;
    case 'database-of-production':
      return `the server holds the database ${name} of production: nothing is rehearsed beside it`;
    case 'too-old':
      return `the server is too old: ${name} or newer is needed`;
    case 'superuser':
      return `${name} is a superuser, and could be made to start programs; ${advice}`;
    case 'powerful':
      return `${name} may make roles, or reach files and programs of the server; ${advice}`;
    case 'may-not-create':
      return `${name} may not create databases; ${advice}`;
    case 'owns-databases':
      return system === 'mysql'
        ? `the same user may change the database ${name}, and a migration could as well; ${advice}`
        : `the database ${name} belongs to the same role, and a migration could drop it; ${advice}`;
  }
}
