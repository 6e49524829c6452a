import { brokenInterfaces, type BrokenInterface } from '../../compare/interfaces';
import type { InterfacePart } from '../../parse/interface/interface';
import { enumerate } from '../../text/enumerate';
import { span, type Span } from '../../text/span';
import { defineRule } from '../rule';

interface Gone {
  readonly names: readonly string[];
  readonly deprecated: number;
  readonly older: string;
}

export const breakingChange = defineRule({
  id: 'interface/breaking-change',
  target: 'package',
  reads: ['baseline', 'interface', 'manifest'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage', 'breaks-running-version'],
  fixable: false,
  summary: 'Callers of the version before rely on something that the interface no longer offers',
  rationale: `Whoever calls the service was written against the interface of the version before: the site's own programs, partners, apps on telephones. An operation that is gone
answers with an error from the minute of the upgrade on; a field that is gone or has another type fails where somebody reads it, often later and elsewhere.

The rule needs the package that came before (\`--baseline\`, *Compare with Previous Package*), and compares the descriptions in both: OpenAPI 3 and Swagger 2, AsyncAPI, GraphQL schemas, JSON Schema, Avro, Protocol Buffers, WSDL with its schema. It reports operations and
fields that are gone, types and numbers that are other ones, and parameters and fields that must be given now: a finding of each kind for each file. It is a warning in a minor release, a line in a major one, and an error in a patch release, or another package of
the same version. What the version before called deprecated is told as such.

It is silent where a description is gone as a whole or is found nowhere in the new package, where it cannot be read, for what moved into a description that is new, for types that are gone as a whole, as they may only have another name,
and in tests and examples. It does not know who calls what: ask the owners of the services that do, or look into the logs.`,
  references: ['https://google.aip.dev/180', 'https://protobuf.dev/programming-guides/proto3/#updating'],
  messages: {
    operations: ({ names, deprecated, older }: Gone) =>
      `${older} offers ${listed(names)}, and this version does not${noted(names, deprecated)}: whoever calls ${them(names)} gets an error.`,
    fields: ({ names, deprecated, older }: Gone) =>
      `${listed(names)} of ${older} ${names.length === 1 ? 'is' : 'are'} gone${noted(names, deprecated)}: whoever sends or reads ${them(names)} fails, or goes on without.`,
    types: ({ changes, older }: { readonly changes: readonly string[]; readonly older: string }) =>
      `${listed(changes)} since ${older}: whoever was written for the old ${changes.length === 1 ? 'one' : 'ones'} fails, or reads something else.`,
    demanded: ({ names, older }: Omit<Gone, 'deprecated'>) =>
      `${listed(names)} must be given now, and need not in ${older}: whoever goes on without ${them(names)} is refused.`,
  },
  check(reviewed, { report, baseline }) {
    if (!baseline) return;
    const { manifest, name } = baseline.package;
    const older = manifest?.syntax.version?.value ?? name;
    for (const broken of brokenInterfaces(baseline.package, reviewed)) {
      const { path } = broken.subject;
      for (const kind of ['operation', 'field'] as const) {
        const parts = broken.gone.filter((part) => part.kind === kind);
        const [first] = parts;
        if (!first) continue;
        const data = { names: parts.map((part) => part.name), deprecated: parts.filter((part) => part.deprecated).length, older };
        report({ path, span: placeFor(first, broken) }, kind === 'operation' ? 'operations' : 'fields', { data });
      }
      const [changed] = broken.changed;
      if (changed) {
        const changes = broken.changed.map(({ before, after }) => `${before.name} goes from ${before.type} to ${after.type}`);
        report({ path, span: changed.after.span }, 'types', { data: { changes, older } });
      }
      const [demanded] = broken.demanded;
      if (demanded) report({ path, span: demanded.span }, 'demanded', { data: { names: broken.demanded.map((part) => part.name), older } });
    }
  },
});

/** Parts that a message names; more are counted. */
const spelledOut = 6;

const listed = (names: readonly string[]): string => enumerate(names, spelledOut);

const them = (names: readonly string[]): string => (names.length === 1 ? 'it' : 'them');

const noted = (names: readonly string[], deprecated: number): string =>
  deprecated === 0 ? '' : deprecated === names.length ? ' (deprecated there)' : ` (${deprecated} of them deprecated there)`;

/** What held it, if that is left, else the beginning of the description. */
const placeFor = ({ holder }: InterfacePart, { form, subject: { text } }: BrokenInterface): Span =>
  form.holders.get(holder) ?? span(0, Math.min(1, text.length));
