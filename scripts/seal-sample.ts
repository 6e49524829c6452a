/**
 * Writes what in the sample package follows from its other files: the programs, the checksums in manifest.json and
 * SHA256SUMS, and a signature of these by a signer that nobody knows. Run it after a change to the sample and commit
 * the result: the keys are new on every run and thrown away.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asn1, md, pkcs7, pki, random, util } from 'node-forge';
import { elfProgram } from './sample/elf';
import { filesBelow, packageFolder } from './sample/files';
import { programs } from './sample/programs';

const inPackage = (path: string): string => join(packageFolder, path);
const sha256 = (path: string): string =>
  createHash('sha256')
    .update(readFileSync(inPackage(path)))
    .digest('hex');

function writePrograms(): void {
  mkdirSync(inPackage('bin'), { recursive: true });
  for (const [name, spec] of Object.entries(programs)) writeFileSync(inPackage(`bin/${name}`), elfProgram(spec), { mode: 0o755 });
}

function writeChecksums(): void {
  const manifest = readFileSync(inPackage('manifest.json'), 'utf8');
  const filled = manifest.replace(
    /("path": "([^"]+)", "mode": "\d+", "sha256": ")[^"]*/g,
    (_, before: string, path: string) => before + sha256(path),
  );
  writeFileSync(inPackage('manifest.json'), filled);
  const listed = filesBelow(packageFolder).filter((path) => path !== 'SHA256SUMS' && !path.startsWith('certs/'));
  writeFileSync(inPackage('SHA256SUMS'), listed.map((path) => `${sha256(path)}  ${path}\n`).join(''));
}

const valid = { from: new Date('2026-03-02T00:00:00Z'), to: new Date('2029-03-01T23:59:59Z') };
const signedAt = new Date('2026-10-30T14:20:04Z');
const keyBits = 3072;

const distinguishedName = (organization: string, common: string): pki.CertificateField[] => [
  { shortName: 'C', value: 'DE' },
  { shortName: 'O', value: organization },
  { shortName: 'CN', value: common },
];

/** A signing certificate whose issuer is not part of the package, and a detached CMS signature in DER form. */
function sign(): void {
  const issuer = pki.rsa.generateKeyPair(keyBits);
  const signer = pki.rsa.generateKeyPair(keyBits);
  const certificate = pki.createCertificate();
  certificate.publicKey = signer.publicKey;
  certificate.serialNumber = `4d${util.bytesToHex(random.getBytesSync(15))}`;
  certificate.validity.notBefore = valid.from;
  certificate.validity.notAfter = valid.to;
  certificate.setSubject(distinguishedName('DTEN Rooms GmbH', 'DTEN Release Signing 2026'));
  certificate.setIssuer(distinguishedName('Meridian Trust Services GmbH', 'Meridian Code Signing CA G2'));
  certificate.setExtensions([
    { name: 'basicConstraints', critical: true, cA: false },
    { name: 'keyUsage', critical: true, digitalSignature: true },
    { name: 'extKeyUsage', codeSigning: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  certificate.sign(issuer.privateKey, md.sha256.create());

  const signature = pkcs7.createSignedData();
  signature.content = util.createBuffer(readFileSync(inPackage('SHA256SUMS')).toString('latin1'));
  signature.addCertificate(certificate);
  signature.addSigner({
    key: signer.privateKey,
    certificate,
    digestAlgorithm: pki.oids['sha256'] ?? '',
    authenticatedAttributes: [
      { type: pki.oids['contentType'] ?? '', value: pki.oids['data'] ?? '' },
      { type: pki.oids['messageDigest'] ?? '' },
      { type: pki.oids['signingTime'] ?? '', value: signedAt as unknown as string },
    ],
  });
  signature.sign({ detached: true });

  mkdirSync(inPackage('certs'), { recursive: true });
  writeFileSync(inPackage('certs/release-signing.pem'), pki.certificateToPem(certificate).replaceAll('\r\n', '\n'));
  writeFileSync(inPackage('certs/SHA256SUMS.sig'), asn1.toDer(signature.toAsn1()).getBytes(), 'latin1');
}

writePrograms();
writeChecksums();
sign();
