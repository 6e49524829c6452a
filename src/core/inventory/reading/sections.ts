import { span, type Span } from '../../text/span';
import type { Importer, ImportFile } from '../importers/importer';
import type { Environment, Inventory } from '../inventory';
import { sampleFor } from '../sample';
import { noting } from './left-out';
import { asFarAsKnown } from './whole-list';

/** What one program printed, in a file that holds the output of several. */
export interface Section {
  readonly host: string;
  readonly start: number;
  readonly end: number;
  /** What was printed was filtered or asked for: it says nothing of what is not in it. */
  readonly isPart?: boolean;
  /** A host that the content names has that name. */
  readonly keepsNames?: boolean;
}

/** Reads a section as if it was a file of its own; `undefined` if it is in no form that is known. */
export function readSection(
  importers: readonly Importer[],
  file: ImportFile,
  environment: string,
  { host, start, end, isPart, keepsNames }: Section,
): Inventory | undefined {
  const shifted = (at: Span) => span(at.start + start, at.end + start);
  const text = file.text.slice(start, end);
  // Named so that the sections say nothing of a place that the whole knows.
  const unsaid = host.replaceAll('.', '_');
  const part: ImportFile = {
    ...sampleFor(text),
    path: `inventory.${environment}.${unsaid}.txt`,
    origin: (at) => file.origin(shifted(at)),
    ...noting(text, (code, at, message) => file.problem(code, shifted(at), message)),
  };
  const found = importers.find(({ looksLike }) => looksLike(part))?.read(part);
  return (
    found && {
      ...found,
      environments: found.environments.map((one) =>
        ofHost(one, (said, isOnly) => (said === unsaid || (isOnly && !keepsNames) ? host : said), isPart === true),
      ),
      sources: [],
    }
  );
}

/** What is not in the lists of the hosts may be there all the same. */
export const asPart = (environment: Environment): Environment => ofHost(environment, (said) => said, true);

/** What tells of several hosts says which they are. */
const ofHost = (environment: Environment, nameOf: (said: string, isOnly: boolean) => string, isPart: boolean): Environment => ({
  ...environment,
  hosts: environment.hosts.map((each) => ({
    ...(isPart ? asFarAsKnown(each) : each),
    name: nameOf(each.name, environment.hosts.length === 1),
  })),
});
