import { groupBy } from '../../text/groups';
import { span } from '../../text/span';
import type { ImportFile } from '../importers/importer';
import type { Database, Environment, Host, Inventory, Service } from '../inventory';
import { placeOf, type Place } from '../place';
import { asFarAsKnown } from './whole-list';

/** What a file tells of one host; name and environment only if its content says them. */
export type FoundHost = Partial<Host> & { readonly environment?: string | undefined; readonly databases?: readonly Database[] };

/** The inventory of hosts that a file tells of: what it does not say of their place, its name does. */
export function inventoryOf(file: ImportFile, format: string, all: readonly FoundHost[], services: readonly Service[] = []): Inventory {
  const found = all.map(named);
  const place = placeOf(file.path);
  const assumed = place.assumed.filter((part) => found.some((host) => (part === 'host' ? host.name : host.environment) === undefined));
  const called = { ...place, host: found.find(({ name }) => name !== undefined)?.name ?? place.host };
  for (const part of assumed) file.problem(`inventory-unknown-${part}`, span(0, 0), advice[part](called, endingOf(file.path)));
  if (found.length + services.length === 0) file.problem('inventory-no-packages', span(0, 0), noPackages(place.host, format));
  if (found.some(({ packages, units }) => packages?.length || units?.length)) tellOpenEnd(file);
  const told = (file.hasLeftOut() ? found.map(asFarAsKnown) : found).map(({ packages, ...host }): FoundHost => {
    // No host has none: what was read is not what was meant, and all that a package needs would seem to be missing.
    if (packages?.length !== 0) return { ...host, ...(packages && { packages }) };
    file.problem('inventory-no-packages', span(0, 0), noPackages(host.name ?? place.host, format));
    return host;
  });
  const placed = told.map(({ environment = place.environment, databases = [], name, ...host }) => ({
    environment,
    databases,
    // Where a database runs is another question.
    isHost: name !== undefined || Object.keys(host).length > 0 || databases.length === 0,
    host: { name: nameOf(name, place), ...host, origin: host.origin ?? file.origin(span(0, 0)) },
  }));
  const environments = [...groupBy(placed, ({ environment }) => environment)].map(([name, own]): Environment => ({
    name,
    hosts: own.flatMap(({ host, isHost }) => (isHost ? host : [])),
    databases: own.flatMap(({ databases }) => databases),
  }));
  const [collectedAt] = found.flatMap((host) => host.collectedAt ?? []).sort();
  return { environments, services, sources: [{ path: file.path, format, ...(collectedAt !== undefined && { collectedAt }) }] };
}

/** Every host calls itself that. */
function named({ name, ...host }: FoundHost): FoundHost {
  return name === undefined || isLoopback(name) ? host : { name, ...host };
}

export const isLoopback = (name: string): boolean => /^(localhost(\.localdomain)?|127\.0\.0\.1|::1)$/i.test(name);

/** Programs end each line, so a list whose last line has no end may go on; JSON tells by itself. */
function tellOpenEnd(file: ImportFile): void {
  const end = Math.max(file.text.lastIndexOf('\n'), file.text.lastIndexOf('\r')) + 1;
  if (file.text.slice(end).trim() === '' || file.documents()) return;
  file.problem(
    'inventory-cut',
    span(end, file.text.length),
    'The last line has no end, so the list may be cut off here, and what it does not name counts as unknown; collect it anew, or end the line if that is all.',
  );
}

/** The file's name for a host counts where the content has the same with its domain: lists of one host belong together. */
function nameOf(said: string | undefined, { host, assumed }: Place): string {
  if (said === undefined) return host;
  return !assumed.includes('host') && said.toLowerCase().startsWith(`${host.toLowerCase()}.`) ? host : said;
}

const noPackages = (host: string, format: string): string =>
  `No package with a version is read here for ${host} (${format}), so what is installed there counts as unknown; collect it anew.`;

/** `.json` of `a.json`; package lists are texts unless their name says something else. */
const endingOf = (path: string): string => /\.(?:json|ndjson|csv|tsv)$/i.exec(path)?.[0] ?? '.txt';

const advice: Readonly<Record<Place['assumed'][number], (place: Place, ending: string) => string>> = {
  host: ({ host, environment }, ending) =>
    `This file does not say which host it is of, and stands as "${host}"; name the file inventory.${environment}.<host>${ending}.`,
  environment: ({ host, environment }, ending) =>
    `This file does not say which environment it is of, and counts as ${environment}; name the file inventory.<environment>.${host}${ending} if it is another.`,
};
