import type { Node } from 'jsonc-parser';
import type { Origin, SiteProblem } from '../inventory/inventory';
import { parseRange } from '../inventory/range';
import { spanOf, type JsonMember } from '../text/json';
import { span, type Span } from '../text/span';
import { readSiteJson, SiteReader } from './site-json';
import { emptyCatalog, type Catalog, type ConfigKey, type Endpoint } from './catalog';

export interface ParsedCatalog {
  readonly catalog: Catalog;
  /** What could not be used; the rest was. */
  readonly problems: readonly SiteProblem[];
}

/** Reads a site's catalog (JSON with comments; shape: CONTRACT in the docs). `text` has no byte order mark. Never throws. */
export function parseCatalog(path: string, text: string): ParsedCatalog {
  const { read, problems } = readSiteJson({ role: 'catalog', path, text }, CatalogReader, (reader, root) => {
    const members = root?.type === 'object' ? reader.object(root, 'the catalog') : undefined;
    const catalog = members ? reader.catalog(members) : emptyCatalog;
    const known = members?.size === 0 || lists.some((list) => members?.has(list));
    if (!known && !reader.hasFaults) reader.fault('not-recognised', unrecognised(root), notRecognised);
    return catalog;
  });
  return { catalog: read, problems };
}

const notRecognised = 'this JSON is not recognised as a catalog: it has none of the lists that a catalog consists of, such as "configKeys"';
const unrecognised = (root: Node | undefined): Span => (root ? span(root.offset, root.offset + 1) : span(0, 0));

type Members = ReadonlyMap<string, JsonMember>;
type Texts<R extends string, O extends string> = { readonly [K in R]: string } & { readonly [K in O]?: string };

const keyStates = ['removed', 'deprecated', 'renamed', 'required', 'default-changed'] as const satisfies readonly ConfigKey['state'][];
const endpointStates = ['retired', 'active'] as const satisfies readonly Endpoint['state'][];

/** What a text has to be, as a sentence goes on after "has to be". */
interface Form {
  readonly is: (text: string) => boolean;
  readonly such: string;
}

const isRange: Form = { is: (text) => parseRange(text) !== undefined, such: 'a range of versions, such as ">=4.0.0 <5.0.0"' };
const isVersion: Form = { is: (text) => /^\s*v?\d/i.test(text), such: 'a version, such as "5.0.3"' };
const isDay: Form = { is: (text) => !Number.isNaN(Date.parse(text)), such: 'a day, such as "2027-06-30"' };
const isDigest: Form = {
  is: (text) => /^[\da-f]{64}$/i.test(text.replace(/[\s:]+/g, '')),
  such: 'the SHA-256 of a certificate in 64 hexadecimal digits',
};

/** Advisories have a form and files of their own. */
const lists = Object.keys(emptyCatalog).filter((list) => list !== 'advisories');

/** Fields that are no texts, or one of some words. */
const added: ReadonlyMap<string, readonly string[]> = new Map([
  ['configKeys', ['state', 'requiredValue']],
  ['endpoints', ['state']],
]);

class CatalogReader extends SiteReader {
  catalog(top: Members): Catalog {
    this.misspelt(top, lists);
    return {
      ...emptyCatalog,
      configKeys: this.records(top, 'configKeys', ['product', 'key'], ['since', 'replacedBy', 'why', 'source'], (own) => {
        const state = this.oneOf(own, 'state', keyStates, 'configKeys');
        const required = own.get('requiredValue')?.value;
        return state && { state, ...(required && { requiredValue: plain(required) }) };
      }),
      units: this.records(top, 'units', ['from', 'to'], ['since', 'source'], () => ({})),
      endpoints: this.records(top, 'endpoints', ['host'], ['replacedBy', 'since', 'why'], (own) => {
        const state = this.oneOf(own, 'state', endpointStates, 'endpoints');
        return state && { state };
      }),
      signers: this.records(top, 'signers', ['name', 'sha256'], ['contact'], (own) => this.told(own, 'signers', 'sha256', isDigest)),
      upgradePaths: this.records(top, 'upgradePaths', ['product', 'from', 'via'], [], (own) => {
        const from = this.told(own, 'upgradePaths', 'from', isRange);
        return this.told(own, 'upgradePaths', 'via', isVersion) && from;
      }),
      conflicts: this.records(top, 'conflicts', ['a', 'b'], ['why'], () => ({})),
      endOfLife: this.records(top, 'endOfLife', ['product', 'cycle', 'date'], [], (own) => this.told(own, 'endOfLife', 'date', isDay)),
    };
  }

  /** The entries of a list that have all `required` texts; `more` adds other fields, or refuses the entry. */
  private records<R extends string, O extends string, T extends object>(
    top: Members,
    list: string,
    required: readonly [R, ...R[]],
    optional: readonly O[],
    more: (own: Members) => T | undefined,
  ): (Texts<R, O> & T & { readonly origin: Origin })[] {
    return (this.array(top.get(list)?.value, `\`${list}\``) ?? []).flatMap((node) => {
      const own = this.object(node, `an entry of \`${list}\``);
      if (!own) return [];
      this.misspelt(own, [...required, ...optional, ...(added.get(list) ?? [])]);
      const missing = required.find((field) => !own.has(field));
      if (missing) this.fault('record', spanOf(node), `an entry of \`${list}\` has no \`${missing}\` and was left out`);
      const texts: Partial<Record<R | O, string>> = {};
      for (const field of [...required, ...optional]) {
        const value = this.string(own.get(field)?.value, `\`${field}\` of an entry of \`${list}\``);
        if (value !== undefined) texts[field] = value;
      }
      const others = more(own);
      if (!others || !required.every((field) => texts[field])) return [];
      const named = own.get(required.includes('key' as R) ? 'key' : required[0])?.value ?? node;
      return [{ ...(texts as Texts<R, O>), ...others, origin: this.origin(spanOf(named)) }];
    });
  }

  /** `undefined` if a text of an entry is not what it has to be; what is no text at all is told elsewhere. */
  private told(own: Members, list: string, field: string, { is, such }: Form): object | undefined {
    const node = own.get(field)?.value;
    if (node?.type !== 'string' || is(String(node.value))) return {};
    this.fault('record', spanOf(node), `\`${field}\` of an entry of \`${list}\` has to be ${such}; the entry was left out`);
    return undefined;
  }

  private oneOf<S extends string>(own: Members, field: string, allowed: readonly S[], list: string): S | undefined {
    const node = own.get(field)?.value;
    const value = this.string(node, `\`${field}\` of an entry of \`${list}\``);
    const found = allowed.find((state) => state === value);
    if (!found && own.size > 0) {
      const at = node ?? [...own.values()][0]?.value;
      if (at)
        this.fault('record', spanOf(at), `\`${field}\` of an entry of \`${list}\` is one of ${allowed.join(', ')}; the entry was left out`);
    }
    return found;
  }
}

function plain(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(plain);
  if (node.type !== 'object') return node.value as unknown;
  return Object.fromEntries(
    (node.children ?? []).flatMap(({ children: [key, value] = [] }) => (key && value ? [[String(key.value), plain(value)]] : [])),
  );
}
