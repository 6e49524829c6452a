import type { Nature } from '../package/nature';
import type { Encoding } from '../text/decode';
import type { Span } from '../text/span';
import type { Certificate } from './certificate';
import { claimsIn, type Claim } from './claims';
import { foreignReboots } from './foreign-reboots';
import { grantsIn, type Grant } from './grants';
import { heldCertificates } from './held-certificates';
import { openingsIn, type Opening } from './openings';
import { keyringKeys, type PublicKey } from './openpgp';
import { publicKeysIn } from './public-keys';
import { settingsIn, type Settings } from './settings/settings';
import { secretsIn, type FoundSecret, type Parsed } from './secrets/secrets';
import { unverifiedIn, type FoundSwitch } from './unverified/unverified';

/** What the text of a file holds, whatever its kind; each in their order. */
export interface TextFile {
  readonly secrets: readonly FoundSecret[];
  /** Where nobody checks any more whom one talks to. */
  readonly unverified: readonly FoundSwitch[];
  /** Rights of root, where the file is one of sudo or polkit. */
  readonly grants: readonly Grant[];
  /** Settings that switch a protection of the host off. */
  readonly openings: readonly Opening[];
  /** Keys that signatures are checked with. */
  readonly publicKeys: readonly PublicKey[];
  /** Of files that are no certificates themselves. */
  readonly certificates: readonly Certificate[];
  /** What a document says of the upgrade. */
  readonly claims: readonly Claim[];
  /** Settings where no language of configuration reads them; one piece at most. */
  readonly settings: readonly Settings[];
  /** Where a program in a language that nobody reads boots the host. */
  readonly reboots: readonly Span[];
  /** What not every reader takes: UTF-16, or UTF-8 with a byte order mark. */
  readonly stored?: Encoding;
}

/** `undefined`: there is nothing to tell. `parsed`: what parsers made of the text; `unread`: what the file is, if there is none for it. */
export function readText(path: string, text: string, parsed: Parsed, unread?: Nature, stored?: Encoding): TextFile | undefined {
  const secrets = secretsIn(path, text, parsed);
  const unverified = unverifiedIn(path, text, parsed.scripts[0]);
  const grants = grantsIn(path, text);
  const openings = openingsIn(path, text);
  const publicKeys = publicKeysIn(path, text);
  const certificates = heldCertificates(path, text);
  const claims = claimsIn(path, text);
  const reboots = unread ? foreignReboots(path, text, unread) : [];
  const settings = settingsIn(path, text, { isConfig: parsed.configs.length > 0, isScript: parsed.scripts.length > 0 });
  const told = { settings: settings ? [settings] : [], secrets, unverified, grants, openings, publicKeys, certificates, claims, reboots };
  const isTelling = stored !== undefined || Object.values(told).some(({ length }) => length > 0);
  return isTelling ? { ...told, ...(stored && { stored }) } : undefined;
}

/** What a keyring in binary form tells; `undefined`: no key. */
export function readKeyring(bytes: Uint8Array): TextFile | undefined {
  const publicKeys = keyringKeys(bytes);
  return publicKeys.length > 0
    ? { secrets: [], unverified: [], grants: [], openings: [], publicKeys, certificates: [], claims: [], settings: [], reboots: [] }
    : undefined;
}
