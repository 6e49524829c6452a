import type { Node } from 'jsonc-parser';
import type { Origin } from '../inventory/inventory';
import { parsePurl } from '../package/purl';
import { spanOf, type JsonMember } from '../text/json';
import { span } from '../text/span';
import { emptyCatalog, type Advisory } from './catalog';
import type { ParsedCatalog } from './parse-catalog';
import { readSiteJson, SiteReader } from './site-json';

/**
 * Advisories in the OSV format (https://ossf.github.io/osv-schema/): one, a list, what a query of osv.dev answers (`vulns`), or one a line.
 * Versions of GIT ranges and records that were withdrawn are left out.
 */
export const isOsv = (text: string): boolean => /"affected"\s*:\s*\[/.test(text) && /"(?:modified|schema_version)"\s*:/.test(text);

/** Never throws. */
export function parseOsv(path: string, text: string): ParsedCatalog {
  const lines = text.split('\n');
  const written = lines.filter((line) => line.trim() !== '');
  if (written.length < 2 || !written.every((line) => /^\s*\{.*\}\s*$/.test(line))) return read(path, text);
  const parsed: ParsedCatalog[] = [];
  let start = 0;
  for (const [index, line] of lines.entries()) {
    if (line.trim() !== '') parsed.push(movedTo(read(path, line), start, index));
    start += line.length + 1;
  }
  return {
    catalog: { ...emptyCatalog, advisories: parsed.flatMap(({ catalog }) => catalog.advisories) },
    problems: parsed.flatMap(({ problems }) => problems),
  };
}

function read(path: string, text: string): ParsedCatalog {
  const { read: advisories, problems } = readSiteJson({ role: 'catalog', path, text }, OsvReader, (reader, root) => reader.all(root));
  return { catalog: { ...emptyCatalog, advisories }, problems };
}

/** What was read in one line of a file stands in that line. */
function movedTo({ catalog, problems }: ParsedCatalog, start: number, line: number): ParsedCatalog {
  const moved = <T extends Origin>(at: T): T => ({ ...at, line, span: span(at.span.start + start, at.span.end + start) });
  const advisories = catalog.advisories.map((one) => ({ ...one, ...(one.origin && { origin: moved(one.origin) }) }));
  return { catalog: { ...catalog, advisories }, problems: problems.map(moved) };
}

/** The purl type of an ecosystem; what stands behind its colon is a release. */
const types: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Debian: 'deb',
    Ubuntu: 'deb',
    'Red Hat': 'rpm',
    'Rocky Linux': 'rpm',
    AlmaLinux: 'rpm',
    SUSE: 'rpm',
    openSUSE: 'rpm',
    Alpine: 'apk',
    npm: 'npm',
    PyPI: 'pypi',
    Maven: 'maven',
    Go: 'golang',
    'crates.io': 'cargo',
    RubyGems: 'gem',
    NuGet: 'nuget',
    Packagist: 'composer',
    Hex: 'hex',
  }),
);

const severities: ReadonlyMap<string, NonNullable<Advisory['severity']>> = new Map([
  ['critical', 'critical'],
  ['high', 'high'],
  ['important', 'high'],
  ['moderate', 'medium'],
  ['medium', 'medium'],
  ['low', 'low'],
]);

type Members = ReadonlyMap<string, JsonMember>;
type Affected = Pick<Advisory, 'package' | 'ranges' | 'versions'>;

class OsvReader extends SiteReader {
  all(root: Node | undefined): Advisory[] {
    if (root?.type === 'array') return (root.children ?? []).flatMap((node) => this.record(node));
    const members = this.object(root, 'the file of advisories');
    const listed = members?.get('vulns') ?? members?.get('vulnerabilities');
    return listed ? (this.array(listed.value, 'the list of advisories') ?? []).flatMap((node) => this.record(node)) : this.record(root);
  }

  private record(node: Node | undefined): Advisory[] {
    const own = this.object(node, 'an advisory');
    if (!node || !own || own.has('withdrawn')) return [];
    const id = this.string(own.get('id')?.value, '`id` of an advisory');
    if (id === undefined) {
      this.fault('record', spanOf(node), 'an advisory has no `id` and was left out');
      return [];
    }
    const names = [id, ...this.strings(own, 'aliases')];
    const title = this.string(own.get('summary')?.value, '`summary` of an advisory');
    const severity = this.severity(own);
    const affected = (this.array(own.get('affected')?.value, '`affected` of an advisory') ?? []).flatMap((one) => this.affected(one) ?? []);
    const said = {
      id: names.find((name) => name.startsWith('CVE-')) ?? id,
      ...(title !== undefined && { title }),
      ...(severity && { severity }),
      origin: this.origin(spanOf(own.get('id')?.value ?? node)),
    };
    return affected.map((one) => ({ ...said, ...one }));
  }

  private affected(node: Node): Affected | undefined {
    const own = this.object(node, 'an entry of `affected`');
    const named = own?.get('package') && this.object(own.get('package')?.value, '`package` of an advisory');
    const of = own && named && this.packageOf(named);
    if (!of) return undefined;
    const ranges = (own.has('ranges') ? this.array(own.get('ranges')?.value, '`ranges`') : undefined) ?? [];
    return { package: of, ranges: ranges.flatMap((range) => this.range(range)), versions: this.strings(own, 'versions') };
  }

  private packageOf(named: Members): Advisory['package'] | undefined {
    const [ecosystem = '', name, purl] = ['ecosystem', 'name', 'purl'].map((key) =>
      named.has(key) ? this.string(named.get(key)?.value, `\`${key}\` of a package`) : undefined,
    );
    const [system = '', release] = ecosystem.split(':', 2);
    const parsed = purl === undefined ? undefined : parsePurl(purl);
    const type = types.get(system) ?? parsed?.type;
    const called = parsed?.name ?? name;
    if (type === undefined || called === undefined) return undefined;
    return { type, name: called, ...(release !== undefined && { release: `${system} ${release}`.toLowerCase() }) };
  }

  private range(node: Node): Advisory['ranges'] {
    const own = this.object(node, 'a range of an advisory');
    if (!own || own.get('type')?.value.value === 'GIT') return [];
    const found: { introduced: string; fixed?: string; lastAffected?: string }[] = [];
    for (const event of this.array(own.get('events')?.value, '`events` of a range') ?? []) {
      const said = this.object(event, 'an event of a range');
      for (const [key, { value }] of said ?? []) {
        const version = String(value.value);
        const open = found.at(-1);
        if (key === 'introduced') found.push({ introduced: version });
        else if (key === 'fixed' && open) open.fixed = version;
        else if (key === 'last_affected' && open) open.lastAffected = version;
      }
    }
    return found;
  }

  /** In the words that most sources add; vectors are not worked out. */
  private severity(own: Members): Advisory['severity'] {
    const added = own.get('database_specific')?.value;
    const said = added?.type === 'object' ? this.object(added, '`database_specific`')?.get('severity')?.value : undefined;
    return said?.type === 'string' ? severities.get(String(said.value).toLowerCase()) : undefined;
  }

  private strings(own: Members, list: string): string[] {
    if (!own.has(list)) return [];
    return (this.array(own.get(list)?.value, `\`${list}\``) ?? []).flatMap((node) => this.string(node, `an entry of \`${list}\``) ?? []);
  }
}
