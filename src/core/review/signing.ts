import type { Catalog, Signer as TrustedSigner } from '../catalog/catalog';
import { signersIn, type Signer } from '../facts/signers/package-signers';
import type { Verify } from '../parse/x509-signature';
import type { UpgradePackage } from '../subject/subject';
import { memoWith } from '../text/memo';

/** Of each list: a package with more of them is no package that somebody signs. */
const most = 100;

/** Who vouches for a package, and whom the site trusts. */
export interface Signing {
  readonly signers: readonly Signer[];
  readonly trusted: readonly Omit<TrustedSigner, 'origin'>[];
}

export const signingOf = ({ subjects }: UpgradePackage, catalog: Catalog, verify: Verify | undefined): Signing =>
  signing(subjects.certificate, catalog, verify);

const signing = memoWith((files: UpgradePackage['subjects']['certificate'], catalog: Catalog, verify: Verify | undefined): Signing => ({
  signers: signersIn(files, catalog, verify).slice(0, most),
  trusted: catalog.signers.slice(0, most).map(({ name, sha256, contact }) => ({ name, sha256, ...(contact !== undefined && { contact }) })),
}));
