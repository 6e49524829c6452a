import { span, type Span } from '../../text/span';
import type { Importer, ImportFile } from '../importers/importer';
import type { Environment, Inventory } from '../inventory';
import { sampleFor } from '../sample';
import { byItself } from './whole-list';

/** What one program printed, in a file that holds the output of several. */
export interface Section {
  readonly host: string;
  readonly start: number;
  readonly end: number;
  /** What was printed was filtered or asked for: it says nothing of what is not in it. */
  readonly isPart?: boolean;
}

/** Reads a section as if it was a file of its own; `undefined` if it is in no form that is known. */
export function readSection(
  importers: readonly Importer[],
  file: ImportFile,
  environment: string,
  { host, start, end, isPart }: Section,
): Inventory | undefined {
  const shifted = (at: Span) => span(at.start + start, at.end + start);
  const part: ImportFile = {
    ...sampleFor(file.text.slice(start, end)),
    // Named so that the sections say nothing of a place that the whole knows.
    path: `inventory.${environment}.${host.replaceAll('.', '_')}.txt`,
    origin: (at) => file.origin(shifted(at)),
    problem: (code, at, message) => file.problem(code, shifted(at), message),
  };
  const found = importers.find(({ looksLike }) => looksLike(part))?.read(part);
  return found && { ...found, environments: found.environments.map((one) => ofHost(one, host, isPart === true)), sources: [] };
}

const ofHost = (environment: Environment, name: string, isPart: boolean): Environment => ({
  ...environment,
  hosts: environment.hosts.map((each) => ({
    ...each,
    name,
    ...(isPart && each.packages && { packages: each.packages.map(byItself) }),
    ...(isPart && each.units && { unitsCut: true as const }),
  })),
});
