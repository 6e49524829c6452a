import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCertificates, type Certificate, type CertificateFile } from '../../../src/core/parse/certificate';
import { chainEnds } from '../../../src/core/facts/signers/chain';
import { issuedBy } from '../../../src/core/parse/x509-signature';
import { verifyIssued } from '../../../src/node/verify';
import { randomSource } from '../../support/random';
import { cpuTime } from '../../support/cpu-time';
import { agreesWithNode } from '../../support/certificates';

const sample = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(__dirname, '../../fixtures/full-upgrade-package-dten/certs', name)));
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const join2 = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const codes = ({ faults }: CertificateFile): string[] => faults.map(({ code }) => code);

describe('parseCertificates', () => {
  it('reads the sample’s certificate', () => {
    const { certificates, faults, signers, privateKeys } = parseCertificates(sample('release-signing.pem'));
    assert.deepEqual([faults, signers, privateKeys], [[], [], []]);
    agreesWithNode(certificates[0], sample('release-signing.pem'));
    assert.deepEqual(certificates[0]?.purposes, ['1.3.6.1.5.5.7.3.3']);
    assert.equal(certificates[0].span.start, 0);
  });

  it('reads the sample’s detached signature', () => {
    const { certificates, faults, signers } = parseCertificates(sample('SHA256SUMS.sig'));
    assert.deepEqual(faults, []);
    const [embedded] = certificates;
    assert.ok(embedded?.embedded);
    const [beside] = parseCertificates(sample('release-signing.pem')).certificates;
    assert.equal(embedded.sha256, beside?.sha256);
    assert.deepEqual(signers, [{ span: { start: 0, end: 0 }, issuer: embedded.issuer, serial: embedded.serial }]);
  });

  it('says of blocks what is wrong with them', () => {
    const begin = '-----BEGIN CERTIFICATE-----';
    const end = '-----END CERTIFICATE-----';
    assert.deepEqual(codes(parseCertificates(bytesOf(`${begin}\nMIIB\n`))), ['pem-end']);
    assert.deepEqual(codes(parseCertificates(bytesOf(`${begin}\n!!!!\n${end}\n`))), ['pem-base64']);
    assert.deepEqual(codes(parseCertificates(bytesOf(`${begin}\nAAAA\n${end}\n`))), ['certificate-der']);
    assert.deepEqual(codes(parseCertificates(bytesOf(`${begin}\n${end}\n`))), ['pem-base64']);
    assert.deepEqual(codes(parseCertificates(bytesOf('nothing of the kind\n'))), []);
    assert.deepEqual(codes(parseCertificates(new Uint8Array())), []);
  });

  it('survives damage', () => {
    const seed = 4711;
    const random = randomSource(seed);
    const whole = [
      sample('release-signing.pem'),
      sample('SHA256SUMS.sig'),
      new Uint8Array(new X509Certificate(sample('release-signing.pem')).raw),
    ];
    for (const bytes of whole) {
      for (let length = 0; length < bytes.length; length += 7) parseCertificates(bytes.subarray(0, length));
      for (let round = 0; round < 400; round++) {
        const damaged = bytes.slice();
        for (let i = 0; i <= random.below(6); i++) damaged[random.below(damaged.length)] = random.below(256);
        const { certificates } = parseCertificates(damaged);
        for (const certificate of certificates) {
          assert.match(certificate.sha256, /^[0-9a-f]{64}$/, `seed ${seed}`);
          issuedBy({ ...certificate, issuer: certificate.subject }, certificate, verifyIssued);
        }
      }
    }
  });

  it('reads so many blocks of a file, and says that there are more', () => {
    const block = new TextDecoder().decode(sample('release-signing.pem'));
    const { certificates, faults, faultsCut } = parseCertificates(bytesOf(block.repeat(2001)));
    assert.deepEqual([certificates.length, faults.map(({ code }) => code), faultsCut], [2000, ['pem-many'], true]);
    assert.equal(parseCertificates(bytesOf(block.repeat(2000))).faultsCut, false);
  });

  it('follows chains so far, and trusts none that is longer', () => {
    const [made] = parseCertificates(sample('release-signing.pem')).certificates;
    assert.ok(made);
    const chain = Array.from({ length: 100 }, (_, at) => ({
      ...made,
      sha256: `${at}`,
      subject: `CN=${at}`,
      issuer: `CN=${at + 1}`,
      authority: true,
      selfSigned: false,
    }));
    const end = (from: number) =>
      chainEnds(
        chain,
        (sha256) => sha256 === '99',
        () => true,
      )(chain[from] as Certificate);
    assert.equal(end(90), undefined);
    assert.equal(end(0)?.how, 'unverified');
  });

  it('takes little time for nested and repeated nonsense', () => {
    const started = cpuTime();
    parseCertificates(new Uint8Array(500_000).fill(0x30));
    parseCertificates(Uint8Array.from({ length: 500_000 }, (_unused, index) => (index % 2 ? 0x80 : 0x30)));
    parseCertificates(join2(Uint8Array.of(0x30, 0x83, 0x07, 0xa1, 0x1f), new Uint8Array(499_999).fill(0x05)));
    parseCertificates(bytesOf('-----BEGIN CERTIFICATE-----\n'.repeat(20_000)));
    parseCertificates(bytesOf('-----BEGIN A-----\n-----END B-----\n'.repeat(20_000)));
    assert.ok(cpuTime() - started < 9000);
  });
});
