import { signingPlaces, type SigningPlace } from '../facts/signers/signing-places';
import { commonName, openEnds } from '../facts/signers/trust';
import { isSignedChecksumFile } from '../package/checksum-files';
import { isTestMaterial } from '../package/test-material';
import type { Site } from '../subject/site';
import type { NotChecked } from './gap';
import { shortList } from './file-gaps';
import { groupBy } from '../text/groups';

/** Files that sign others, whatever made them; `.asc` may also be a key. */
const signature =
  /\.asc$(?<!(?:key|keyring|keys\/[^/]*)\.asc)|\.(cms|minisig|p7m|p7s|sig|sign|signature|sigstore|sigstore\.json|cosign\.bundle)$/i;

const isSignatureFile = (path: string): boolean => signature.test(path) || isSignedChecksumFile(path);

/** Files that keep keys and certificates behind a password, or in a form of their own. */
const keyStore = /\.(p12|pfx|jks|jceks|keystore|truststore|bcfks|kbx)$/i;

/** What the review does not know of those who vouch for the package. */
export function unverifiedTrust(site: Site): NotChecked[] {
  const { package: reviewed, catalog, verify } = site;
  const files = reviewed.subjects.certificate;
  const places = signingPlaces(files);
  const open: NotChecked[] = [];
  if (catalog.signers.length === 0) {
    if (files.some(({ syntax: { certificates, signers } }) => certificates.length + signers.length > 0))
      open.push({
        what: 'trust in certificates and signatures',
        why: 'no catalog names the signers that the site trusts',
        decisive: places.length > 0,
      });
  } else {
    const endOf = openEnds(files, catalog, verify);
    for (const [issuer, alike] of byIssuer(places.filter((place) => endOf(place)?.how === 'unverified')))
      open.push({
        what: `who issued ${shortList(alike)}`,
        why: `that ${issuer} did could not be verified here (a kind of key or a weak digest that is not supported, or no certificate of the signer): check it with openssl verify, or ask the vendor for another signature`,
        decisive: true,
      });
  }
  const stores = reviewed.files.flatMap(({ path, symlink }) => (!symlink && keyStore.test(path) && !isTestMaterial(path) ? [path] : []));
  if (stores.length > 0)
    open.push({ what: `keys and certificates in ${shortList(stores)}`, why: 'key stores are not opened', decisive: true });
  const signatures = new Set(places.flatMap(({ path, isSignature }) => (isSignature ? [path] : [])));
  for (const { path, symlink } of reviewed.files) if (!symlink && isSignatureFile(path) && !isTestMaterial(path)) signatures.add(path);
  if (signatures.size > 0)
    open.push({
      what: `whether ${shortList([...signatures])} ${signatures.size === 1 ? 'fits' : 'fit'} what is signed`,
      why: `contents of signatures are not compared with files; that is done by ${toolsFor([...signatures])}`,
      decisive: true,
    });
  return open;
}

/** Who compares them, by what made them. */
function toolsFor(signatures: readonly string[]): string {
  const tools = [
    [/\.(p7s|p7m|cms)$/i, 'openssl cms -verify -binary -inform DER -in <signature> -content <file>'],
    [/\.(asc|gpg|sign)$/i, 'gpg --verify <signature> <file>'],
    [/\.(sigstore(\.json)?|bundle)$/i, 'cosign verify-blob --bundle <signature> <file>'],
    [/\.minisig$/i, 'minisign -Vm <file> -P <key>'],
  ] as const;
  const named = tools.flatMap(([ending, tool]) => (signatures.some((path) => ending.test(path)) ? [tool] : []));
  // What .sig is, its maker knows.
  const rest = signatures.some((path) => !tools.some(([ending]) => ending.test(path)));
  return [...named, ...(rest ? ['openssl cms -verify, gpg --verify or cosign verify-blob'] : [])].join(', ');
}

/** Paths by the name of the issuer, each once. */
const byIssuer = (places: readonly SigningPlace[]): [issuer: string, paths: readonly string[]][] =>
  [...groupBy(places, ({ issuer }) => commonName(issuer))].map(([issuer, alike]) => [issuer, [...new Set(alike.map(({ path }) => path))]]);
