import type { Node } from 'jsonc-parser';
import type { Origin, SiteProblem } from '../inventory/inventory';
import { JsonReader, parseJson, spanOf, type JsonFault, type JsonMember } from '../text/json';
import { lineStarts, positionAt } from '../text/lines';
import { sentence } from '../text/sentence';
import { span, type Span } from '../text/span';
import { isDay, type Waiver } from './waiver';

/** More problems than this in one file say nothing new. */
const maxProblems = 100;

/** Reads a site's waivers (JSON with comments: a list under `waivers`). One that is not complete waives nothing. Never throws. */
export function parseWaivers(
  path: string,
  text: string,
): { readonly waivers: readonly Waiver[]; readonly problems: readonly SiteProblem[] } {
  const starts = lineStarts(text);
  const origin = (at: Span): Origin => ({ path, span: at, line: positionAt(starts, at.start).line });
  const { root, faults } = parseJson(text);
  const waivers = new WaiversReader(faults, origin).waivers(root);
  const problems = faults
    .slice(0, maxProblems)
    .map(({ code, span: at, detail }) => ({ code: `waivers-${code}`, ...origin(at), message: `${sentence(detail)}.` }));
  return { waivers, problems };
}

type Members = ReadonlyMap<string, JsonMember>;

class WaiversReader extends JsonReader {
  constructor(
    faults: JsonFault[],
    private readonly origin: (at: Span) => Origin,
  ) {
    super(faults);
  }

  waivers(root: Node | undefined): Waiver[] {
    const top = this.object(root, 'the file of waivers');
    if (!top) return [];
    if (top.size > 0 && !top.has('waivers')) this.fault('not-recognised', span(0, 1), 'this JSON has no "waivers"');
    return (this.array(top.get('waivers')?.value, '`waivers`') ?? []).flatMap((node) => this.waiver(node) ?? []);
  }

  private waiver(node: Node): Waiver | undefined {
    const own = this.object(node, 'a waiver');
    if (!own) return undefined;
    const text = (key: string): string | undefined => this.string(own.get(key)?.value, `\`${key}\` of a waiver`)?.trim() || undefined;
    const [rule, reason, owner, until] = [text('rule'), text('reason'), text('owner'), this.day(own, 'until')];
    if (rule === undefined || reason === undefined || owner === undefined || until === undefined) {
      const lacking = Object.entries({ rule, reason, owner, until }).flatMap(([key, value]) => (value === undefined ? [`\`${key}\``] : []));
      this.fault('record', spanOf(node), `a waiver has no ${lacking.join(', no ')}, and waives nothing`);
      return undefined;
    }
    const optional = {
      fingerprint: text('fingerprint'),
      path: text('path'),
      line: this.number(own.get('line')?.value, '`line` of a waiver'),
      package: text('package'),
      version: text('version'),
      granted: this.day(own, 'granted'),
      authority: text('authority'),
    };
    // A part that was given and cannot be read would make it cover more than was meant.
    for (const key of ['fingerprint', 'path', 'line', 'package', 'version'] as const)
      if (isGiven(own, key) && optional[key] === undefined) {
        this.fault('record', spanOf(node), `\`${key}\` cannot be read; the waiver waives nothing`);
        return undefined;
      }
    const { line, fingerprint, path, version } = optional;
    if (line !== undefined && fingerprint === undefined && (path === undefined || version === undefined)) {
      const lacking = '`line` needs `path` and the `version` of the package that it is counted in';
      this.fault('record', spanOf(node), `${lacking}; the waiver waives nothing`);
      return undefined;
    }
    const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
    return { rule, reason, owner, until, ...given, origin: this.origin(spanOf(node)) };
  }

  private day(own: Members, key: string): string | undefined {
    const node = own.get(key)?.value;
    const text = this.string(node, `\`${key}\` of a waiver`);
    if (node === undefined || text === undefined || isDay(text)) return text;
    this.fault('record', spanOf(node), `\`${key}\` of a waiver should be a day like 2027-01-31`);
    return undefined;
  }
}

const isGiven = (own: Members, key: string): boolean => {
  const type = own.get(key)?.value.type;
  return type !== undefined && type !== 'null';
};
