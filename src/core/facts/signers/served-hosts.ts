import { isTestMaterial } from '../../package/test-material';
import type { Certificate } from '../../parse/certificate';
import type { ConfigEntry } from '../../parse/config/contents';
import type { PackageView, Subject } from '../../subject/subject';
import { groupBy } from '../../text/groups';
import { baseName } from '../../text/path';
import { span, type Place } from '../../text/span';
import { firstLine } from './signing-places';
import { commonName } from './trust';

/** A name that a server is reached by, and the certificate that it shows there. */
export interface ServedHost {
  readonly host: string;
  /** In the server's configuration. */
  readonly at: Place;
  readonly certificate: Certificate;
  readonly shown: Place;
  readonly fits: boolean;
  /** The certificate is for another name of the same server. */
  readonly isForAnother: boolean;
}

interface Words {
  /** The block that describes a server. */
  readonly block: string;
  readonly names: readonly string[];
  readonly certificate: string;
}

const servers: ReadonlyMap<string, Words> = new Map([
  ['nginx', { block: 'server', names: ['server_name'], certificate: 'ssl_certificate' }],
  ['apache', { block: 'VirtualHost', names: ['ServerName', 'ServerAlias'], certificate: 'SSLCertificateFile' }],
]);

const directives = [...servers.values()].map(({ certificate }) => certificate);

/** A whole name or one with a star: placeholders, patterns and names of the own network are none. */
const hostName = /^(?:\*\.)?(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z][a-z\d-]+$/i;

/** What servers of the package are reached by, where the certificate that they name is in the package. */
export function servedHosts({ subjects }: PackageView<'certificate' | 'config'>): ServedHost[] {
  const byName = groupBy(
    subjects.certificate.filter(({ path, syntax }) => !isTestMaterial(path) && syntax.certificates.length > 0),
    ({ path }) => baseName(path),
  );
  if (byName.size === 0) return [];
  return subjects.config.flatMap((config) => {
    // Reading all settings again takes longer than all the rest.
    if (!directives.some((name) => config.text.includes(name)) || isTestMaterial(config.path)) return [];
    const words = servers.get(config.syntax.format);
    return words ? hostsOf(config, words, byName) : [];
  });
}

function hostsOf(
  { path, text, syntax }: Subject<'config'>,
  words: Words,
  byName: ReadonlyMap<string, readonly Subject<'certificate'>[]>,
): ServedHost[] {
  const starts = syntax.sections.flatMap(({ key, keySpan }) => (lastOf(key) === words.block ? [keySpan.start] : []));
  const own = syntax.entries.filter(({ key }) => lastOf(key.slice(0, Math.max(0, key.lastIndexOf('.')))) === words.block);
  const blocks = groupBy(own, ({ keySpan }) => starts.filter((start) => start < keySpan.start).length);
  return [...blocks.values()].flatMap((entries) => {
    const named = entries.filter(({ key }) => lastOf(key) === words.certificate);
    const files = named.flatMap(({ value }) => byName.get(baseName(unquoted(String(value)))) ?? []);
    const [file] = files;
    const [certificate] = file?.syntax.certificates ?? [];
    // A server of two keys has two; of two files with one name nobody knows which it is.
    if (named.length !== 1 || files.length !== 1 || !file || !certificate) return [];
    const hosts = entries
      .filter(({ key }) => words.names.includes(lastOf(key)))
      .flatMap((entry) => wordsOf(text, entry).map(({ word, start }) => ({ host: word.toLowerCase(), start, end: start + word.length })))
      .filter(({ host }) => hostName.test(host));
    const fitting = hosts.filter(({ host }) => isFor(certificate, host)).length;
    const shown = { path: file.path, span: firstLine(file.text, certificate.span) };
    return hosts.map(({ host, start, end }) => ({
      host,
      at: { path, span: span(start, end) },
      certificate,
      shown,
      fits: isFor(certificate, host),
      isForAnother: fitting > 0,
    }));
  });
}

const lastOf = (key: string): string => key.slice(key.lastIndexOf('.') + 1);

const unquoted = (value: string): string => value.replace(/^["']|["']$/g, '');

/** The words of a directive, each where it stands, without a scheme and a port. */
const wordsOf = (text: string, { valueSpan }: ConfigEntry): { readonly word: string; readonly start: number }[] =>
  [...text.slice(valueSpan.start, valueSpan.end).matchAll(/[^\s"';]+/g)].map(({ 0: written, index }) => {
    const scheme = /^https?:\/\//.exec(written)?.[0].length ?? 0;
    return { word: written.slice(scheme).replace(/:\d{1,5}$/, ''), start: valueSpan.start + index + scheme };
  });

/** RFC 6125, 6.4: a star stands for one label. What names no host is taken by its common name. */
function isFor(certificate: Certificate, host: string): boolean {
  const names = certificate.hosts.length > 0 ? certificate.hosts : [commonName(certificate.subject).toLowerCase()];
  return names.includes(host) || names.includes(host.replace(/^[^.]+/, '*'));
}
