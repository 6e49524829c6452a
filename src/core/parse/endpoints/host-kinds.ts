/** Names that documents use (RFC 2606, 6761), and what people write for others to fill in. */
const placeholder =
  /(?:^|\.)(?:example\.(?:com|net|org|edu|co\.uk)|test|invalid|localhost|localdomain)$|^(?:www\.)?(?:host(?:name)?|your|my|some|domain|server|site|foo|bar|acme|company|mycompany|yourcompany|mydomain|yourdomain|yoursite)\.(?:com|net|org|tld|example|local|internal|lan|corp)$|(?:^|[.-])(?:your|my)[-_]?(?:domain|host|server|site|company|org)(?:[.-]|$)|\.tld$/i;

/** Nobody else answers there. */
const ownName =
  /^(?:localhost|ip6-localhost|ip6-loopback|loopback|host\.docker\.internal|host\.containers\.internal|kubernetes\.default(?:\.svc.*)?)$/i;

/** Names that a network gives itself: nobody outside of it knows them. */
const internalName = /\.(?:internal|intranet|intra|corp|lan|home|private|local|localnet|priv)$/i;

/** Names that are private by their form, and belong to the platform that a package runs on. */
const platformName =
  /(?:^|\.)(?:svc(?:(?:\.cluster)?\.local)?|cluster\.local|compute\.internal|ec2\.internal|c\.[\w-]+\.internal|metadata\.google\.internal|consul|docker\.internal|containers\.internal|onion|i2p)$/i;

const dotted = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

export type HostKind = 'own' | 'placeholder' | 'label' | 'public-address' | 'private-address' | 'internal' | 'platform' | 'name';

/** What kind of host a name or an address is. `label`: one word, which only its own network knows. */
export function hostKind(written: string): HostKind {
  const host = written.replace(/\.$/, '');
  const address = dotted.exec(host);
  if (address) return addressKind(address.slice(1).map(Number));
  if (host.includes(':')) return addressKind6(host.toLowerCase());
  if (ownName.test(host)) return 'own';
  if (placeholder.test(host)) return 'placeholder';
  if (!host.includes('.')) return 'label';
  if (platformName.test(host)) return 'platform';
  if (internalName.test(host)) return 'internal';
  return /\.[a-z][a-z0-9-]{1,62}$/i.test(host) ? 'name' : 'placeholder';
}

function addressKind([a = 0, b = 0, c = 0, d = 0]: readonly number[]): HostKind {
  if ([a, b, c, d].some((part) => part > 255)) return 'placeholder';
  if (a === 127 || a === 0) return 'own';
  // What each host has for itself, groups, and what nobody has.
  if ((a === 169 && b === 254) || a >= 224) return 'own';
  if (a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168) || (a === 100 && b >= 64 && b < 128))
    return 'private-address';
  // `1.2.3.4` is what people write for any address.
  return a === 1 && b === 2 && c === 3 ? 'placeholder' : 'public-address';
}

function addressKind6(host: string): HostKind {
  if (!/^[\da-f:.]{2,45}$/.test(host) || host === '::') return 'own';
  if (host === '::1' || /^(?:fe[89ab]|ff)/.test(host)) return 'own';
  if (/^2001:db8:/.test(host)) return 'placeholder';
  return /^f[cd]/.test(host) ? 'private-address' : 'public-address';
}

/** Resolvers that are known by their addresses. */
const resolvers = new Set(
  '1.1.1.1 1.0.0.1 1.1.1.2 8.8.8.8 8.8.4.4 9.9.9.9 149.112.112.112 208.67.222.222 208.67.220.220 4.2.2.1 4.2.2.2 77.88.8.8 94.140.14.14 94.140.15.15 2001:4860:4860::8888 2001:4860:4860::8844 2606:4700:4700::1111 2606:4700:4700::1001 2620:fe::fe'.split(
    ' ',
  ),
);

export const isResolver = (host: string): boolean => resolvers.has(host.toLowerCase());
