import { isWorkshop } from '../../package/workshop';
import { hostKind, type HostKind } from '../../parse/endpoints/host-kinds';
import { fact } from '../../subject/fact';
import type { PackageView } from '../../subject/subject';
import { memoWith } from '../../text/memo';
import { namesHosts, packageEndpoints, type NamesHosts, type PackageEndpoint } from './package-endpoints';

/** A host that the package, or what it installs, talks to. */
export interface TargetEndpoint extends PackageEndpoint {
  readonly kind: HostKind;
  /** How sure it is that somebody talks to it. */
  readonly sure: 'certain' | 'likely' | 'possible';
}

/** Other hosts that are talked to: no addresses of this host, no links, no names of name spaces. */
export const targetEndpoints = fact(namesHosts, (reviewed: PackageView<NamesHosts>): readonly TargetEndpoint[] => {
  const texts = new Map(namesHosts.flatMap((kind) => reviewed.subjects[kind].map(({ path, text }) => [path, text] as const)));
  return packageEndpoints(reviewed).flatMap((endpoint) => targetOf(endpoint, texts.get(endpoint.path) ?? '') ?? []);
});

/** `text`: of its file. */
const targetOf = memoWith((endpoint: PackageEndpoint, text: string): TargetEndpoint | undefined => {
  const kind = hostKind(endpoint.host);
  if (kind === 'own' || kind === 'placeholder' || namesOnly.test(endpoint.host)) return undefined;
  const sure = surenessOf(endpoint, text);
  return sure && { ...endpoint, kind, sure };
});

/** Hosts of name spaces, schemas and licences: documents name them, and nobody asks them. */
const namesOnly =
  /^(?:www\.w3\.org|w3\.org|schemas?\.[\w.-]+|json-schema\.org|(?:www\.)?purl\.org|xmlns\.[\w.-]+|java\.sun\.com|(?:www\.)?springframework\.org|maven\.apache\.org|ns\.adobe\.com|www\.opengis\.net|(?:www\.)?docbook\.org|relaxng\.org|tempuri\.org|(?:www\.)?gnu\.org|creativecommons\.org|opensource\.org|spdx\.org|swagger\.io|www\.freedesktop\.org|hibernate\.org|www\.hibernate\.org|logging\.apache\.org|(?:www\.)?oasis-open\.org|(?:www\.)?omg\.org|(?:www\.)?iana\.org|ocsp\d?\.[\w.-]+|crl\d?\.[\w.-]+)$/i;

/** Names of settings whose address is the product's own, a link for people, or what others may come from. */
const noTarget =
  /origin|referr?er|redirect|callback|issuer|audience|realm|namespace|xmlns|system_?id|schema|base_?ur[li]|root_?ur[li]|site_?ur[li]|web_?ur[li]|app_?ur[li]|self_?ur[li]|server_?name|external|public|canonical|advertise|announce|home_?page|website|link|href|doc|help|support|logo|icon|avatar|(?:^|[._])licen[cs]es?(?:_?ur[li])?$|copyright|author|maintainer|vendor|user_?agent|listen|bind|trusted|allow|whitelist|deny|block|ignore|exclude|no_?proxy|virtual_?host|vhost|domain|description|summary|title|message|label|comment|note|example|rationale|reference|regex|pattern|format|@context|\$id|\bid$|source_?code|bugs|faq|forum|terms|privacy|download_?page|changelog|release_?notes|subnet|network|range|cidr|gateway_?ip|relay_?domains|hosts_?deny|oid|version/i;

/** Functions of scripts that download. */
const fetches = /down|fetch|get|wget|curl|clone|pull|git|repo|mirror|install|setup_source/i;

function surenessOf(
  { use, by, key = '', form, whole, span, isPart, isRow, path }: PackageEndpoint,
  text: string,
): TargetEndpoint['sure'] | undefined {
  const name = use === 'set' ? lastNames(key) : key;
  if (isRow || (use !== 'contacted' && noTarget.test(name))) return undefined;
  // `(+https://…)` in the name of an agent; a network, and no host of it.
  if (text.charAt(whole.start - 1) === '+' || (form === 'name' && /^\/\d/.test(text.slice(span.end, span.end + 2)))) return undefined;
  if (/(?:href|src)=\\?["']$/i.test(text.slice(Math.max(0, whole.start - 8), whole.start))) return undefined;
  if (/^\/\.well-known\//.test(text.slice(span.end, span.end + 13))) return undefined;
  if (isPart || isWorkshop(path) || (use === 'written' && key === '')) return 'possible';
  switch (use) {
    case 'contacted':
      return 'certain';
    case 'set':
    case 'written':
      return /proxy/i.test(name) ? 'possible' : 'likely';
    case 'given':
      return fetches.test(by) ? 'likely' : 'possible';
    case 'stored':
      return 'possible';
  }
}

/** The last two parts of a key: a setting is often named by the one above it. */
const lastNames = (key: string): string =>
  key
    .split('.')
    .filter((part) => !/^\d+$/.test(part))
    .slice(-2)
    .join('.');
