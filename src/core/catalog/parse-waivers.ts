import type { Node } from 'jsonc-parser';
import type { SiteProblem } from '../inventory/inventory';
import { spanOf, type JsonMember } from '../text/json';
import { span } from '../text/span';
import { readSiteJson, SiteReader } from './site-json';
import { isDay, type Waiver } from './waiver';

/** Reads a site's waivers (JSON with comments: a list under `waivers`). One that is not complete waives nothing. Never throws. */
export function parseWaivers(
  path: string,
  text: string,
): { readonly waivers: readonly Waiver[]; readonly problems: readonly SiteProblem[] } {
  const { read: waivers, problems } = readSiteJson({ role: 'waivers', path, text }, WaiversReader, (reader, root) => reader.waivers(root));
  return { waivers, problems };
}

/** All that is read of a waiver. */
const fields = ['rule', 'fingerprint', 'path', 'line', 'package', 'version', 'reason', 'owner', 'until', 'granted', 'authority'];
/** What other tools call the place that a waiver is for. */
const others = ['file', 'files', 'paths', 'glob', 'globs', 'location', 'host', 'hosts', 'environment', 'environments'];

type Members = ReadonlyMap<string, JsonMember>;

class WaiversReader extends SiteReader {
  waivers(root: Node | undefined): Waiver[] {
    const top = this.object(root, 'the file of waivers');
    if (!top) return [];
    this.misspelt(top, ['waivers']);
    if (top.size > 0 && !top.has('waivers')) this.fault('not-recognised', span(0, 1), 'this JSON has no "waivers"');
    return (this.array(top.get('waivers')?.value, '`waivers`') ?? []).flatMap((node) => this.waiver(node) ?? []);
  }

  private waiver(node: Node): Waiver | undefined {
    const own = this.object(node, 'a waiver');
    if (!own) return undefined;
    const isMisspelt = this.misspelt(own, fields);
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
    // A part that was given and cannot be read would make it cover more than was meant, and so would one under another name.
    const [narrower] = ['fingerprint', 'path', 'line', 'package', 'version'].some((key) => isGiven(own, key))
      ? []
      : others.filter((name) => own.has(name));
    if (isMisspelt || narrower !== undefined) {
      const why = narrower === undefined ? 'a field of it is misspelt' : `\`${narrower}\` is no field of a waiver, which has \`path\``;
      this.fault('record', spanOf(node), `${why}; the waiver waives nothing`);
      return undefined;
    }
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
