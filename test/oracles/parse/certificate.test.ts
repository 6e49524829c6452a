import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { parseCertificates } from '../../../src/core/parse/certificate';
import { chainEnds } from '../../../src/core/facts/signers/chain';
import { issuedBy } from '../../../src/core/parse/x509-signature';
import { verifyIssued } from '../../../src/node/verify';
import { needs } from '../../support/programs';
import { randomSource } from '../../support/random';
import { openWorkshop, type Workshop } from '../../support/openssl';
import { agreesWithNode } from '../../support/certificates';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('parseCertificates', () => {
  describe('with certificates that openssl made', () => {
    let shop: Workshop;
    let opened: Workshop | undefined;

    before(function () {
      this.timeout(60_000);
      needs(this, 'openssl', 'version');
      shop = opened = openWorkshop();
      shop.write('leaf.cnf', 'basicConstraints=critical,CA:FALSE\nextendedKeyUsage=codeSigning\n');
      shop.write('tls.cnf', 'keyUsage=keyEncipherment\nextendedKeyUsage=serverAuth\nsubjectAltName=DNS:a.example,IP:10.0.0.1\n');
      const root = (name: string, ...key: string[]) =>
        shop.run(
          'req',
          '-x509',
          '-nodes',
          '-newkey',
          ...key,
          '-keyout',
          `${name}.key`,
          '-out',
          `${name}.pem`,
          '-days',
          '9999',
          '-subj',
          `/C=DE/O=Ä & Co, KG/CN=${name}`,
          '-utf8',
        );
      root('rsa', 'rsa:2048');
      root('other', 'rsa:2048');
      root('ec', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256');
      root('ed', 'ed25519');
      const leaf = (name: string, extensions: string, ...key: string[]) => {
        shop.run('req', '-nodes', '-newkey', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
        shop.run(
          'x509',
          '-req',
          '-in',
          `${name}.csr`,
          '-CA',
          'rsa.pem',
          '-CAkey',
          'rsa.key',
          '-set_serial',
          '0x00c0ffee',
          '-days',
          '30',
          '-extfile',
          extensions,
          '-out',
          `${name}.pem`,
          '-sha384',
        );
      };
      leaf('leaf', 'leaf.cnf', 'rsa:2048');
      leaf('tls', 'tls.cnf', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256');
      shop.write('data', 'what is signed\n');
    });

    after(() => {
      if (opened) rmSync(opened.folder, { recursive: true });
    });

    for (const name of ['rsa', 'ec', 'ed', 'leaf', 'tls']) {
      it(`reads ${name}, in PEM and DER`, () => {
        shop.run('x509', '-in', `${name}.pem`, '-outform', 'DER', '-out', `${name}.der`);
        for (const file of [`${name}.pem`, `${name}.der`]) {
          const { certificates, faults } = parseCertificates(shop.read(file));
          assert.deepEqual(faults, []);
          agreesWithNode(certificates[0], shop.read(`${name}.pem`));
        }
        const [certificate] = parseCertificates(shop.read(`${name}.pem`)).certificates;
        const printed = shop.run('x509', '-in', `${name}.pem`, '-noout', '-fingerprint', '-sha256').trim();
        assert.equal(
          certificate?.sha256,
          printed
            .slice(printed.indexOf('=') + 1)
            .replace(/:/g, '')
            .toLowerCase(),
        );
      });
    }

    it('tells what a certificate is for', () => {
      const read = (name: string) => parseCertificates(shop.read(name)).certificates[0];
      assert.deepEqual([read('leaf.pem')?.purposes, read('leaf.pem')?.forConnections], [['1.3.6.1.5.5.7.3.3'], false]);
      assert.deepEqual([read('tls.pem')?.purposes, read('tls.pem')?.forConnections], [['1.3.6.1.5.5.7.3.1'], true]);
      assert.deepEqual([read('rsa.pem')?.purposes, read('rsa.pem')?.authority], [[], true]);
    });

    it('tells who issued a certificate, by the signature', () => {
      const read = (name: string) => parseCertificates(shop.read(name)).certificates[0];
      const [rsa, other, ec, ed, leaf] = ['rsa', 'other', 'ec', 'ed', 'leaf'].map((name) => read(`${name}.pem`));
      assert.ok(rsa && other && ec && ed && leaf);
      assert.equal(issuedBy(leaf, rsa, verifyIssued), 'yes');
      assert.equal(issuedBy(rsa, rsa, verifyIssued), 'yes');
      assert.equal(issuedBy(leaf, other, verifyIssued), 'no', 'another name');
      assert.equal(issuedBy(leaf, { ...other, subject: rsa.subject }, verifyIssued), 'no', 'another key with the same name');
      assert.equal(issuedBy(ec, ec, verifyIssued), 'yes');
      assert.equal(issuedBy(ed, ed, verifyIssued), 'yes');
      assert.equal(issuedBy(leaf, rsa, undefined), 'unknown', 'a host without cryptography');
      assert.equal(issuedBy({ ...leaf, der: leaf.der.with(-1, (leaf.der.at(-1) ?? 0) ^ 1) }, rsa, verifyIssued), 'no');
    });

    it('relies on no signature over a digest that can be forged, whatever the host says of it', () => {
      const [rsa] = parseCertificates(shop.read('rsa.pem')).certificates;
      assert.ok(rsa);
      const signed = ['x509', '-req', '-in', 'leaf.csr', '-CA', 'rsa.pem', '-CAkey', 'rsa.key', '-set_serial', '7', '-days', '30'];
      for (const digest of ['sha1', 'md5']) {
        shop.run(...signed, `-${digest}`, '-out', `${digest}.pem`);
        const [weak] = parseCertificates(shop.read(`${digest}.pem`)).certificates;
        assert.ok(weak);
        for (const answer of [true, false, undefined])
          assert.equal(
            issuedBy(weak, rsa, () => answer),
            'unknown',
            digest,
          );
        assert.equal(issuedBy(weak, rsa, verifyIssued), 'unknown', digest);
        assert.equal(chainEnds([rsa, weak], (sha256) => sha256 === rsa.sha256, verifyIssued)(weak)?.how, 'unverified');
      }
    });

    it('survives damage to signed data, bags of certificates and the parameters of RSA-PSS', () => {
      const pss = ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:32', '-sha256'];
      const signed = ['x509', '-req', '-in', 'leaf.csr', '-CA', 'rsa.pem', '-CAkey', 'rsa.key', '-set_serial', '9', '-days', '30'];
      shop.run(...signed, ...pss, '-outform', 'DER', '-out', 'pss.der');
      const message = ['cms', '-sign', '-binary', '-nodetach', '-in', 'data', '-signer', 'leaf.pem', '-inkey', 'leaf.key'];
      shop.run(...message, '-outform', 'DER', '-out', 'whole.p7m');
      shop.run(...message, '-outform', 'PEM', '-out', 'pem.p7m');
      shop.run(...message, '-keyopt', 'rsa_padding_mode:pss', '-outform', 'DER', '-out', 'pss.p7m');
      shop.run('crl2pkcs7', '-nocrl', '-certfile', 'rsa.pem', '-certfile', 'leaf.pem', '-outform', 'DER', '-out', 'bag.p7b');
      const [rsa] = parseCertificates(shop.read('rsa.pem')).certificates;
      const seed = 1009;
      const random = randomSource(seed);
      assert.ok(rsa);
      for (const name of ['pss.der', 'whole.p7m', 'pem.p7m', 'pss.p7m', 'bag.p7b']) {
        const whole = shop.read(name);
        const found = parseCertificates(whole);
        assert.ok(found.certificates.length > 0 && found.faults.length === 0, name);
        for (let round = 0; round < 600; round++) {
          const cut = random.below(4) === 0 ? whole.slice(0, random.below(whole.length)) : whole.slice();
          for (let i = 0; i <= random.below(6) && cut.length > 0; i++) cut[random.below(cut.length)] = random.below(256);
          for (const certificate of parseCertificates(cut).certificates) {
            const answer = issuedBy({ ...certificate, issuer: rsa.subject }, rsa, verifyIssued);
            const isSame = [...found.certificates, rsa].some(({ sha256 }) => sha256 === certificate.sha256);
            assert.ok(answer !== 'yes' || isSame, `${name}, seed ${seed}, round ${round}`);
          }
        }
      }
    });

    it('knows a private key by its certificate, in every form that OpenSSL writes', () => {
      shop.run('pkey', '-in', 'rsa.key', '-traditional', '-out', 'rsa.pkcs1');
      shop.run('pkey', '-in', 'tls.key', '-traditional', '-out', 'tls.sec1');
      shop.run('pkey', '-in', 'tls.key', '-outform', 'DER', '-out', 'tls.key.der');
      shop.run('pkey', '-in', 'rsa.key', '-aes256', '-passout', 'pass:a password', '-out', 'locked.key');
      const certificateId = (name: string) => parseCertificates(shop.read(name)).certificates[0]?.keyId;
      const keyId = (name: string) => parseCertificates(shop.read(name)).privateKeys[0]?.id;
      const [rsa, tls] = [certificateId('rsa.pem'), certificateId('tls.pem')];
      assert.ok(rsa && tls);
      assert.deepEqual(['rsa.key', 'rsa.pkcs1'].map(keyId), [rsa, rsa]);
      assert.deepEqual(['tls.key', 'tls.sec1', 'tls.key.der'].map(keyId), [tls, tls, tls]);
      assert.deepEqual(['locked.key', 'ed.key'].map(keyId), [undefined, undefined]);
    });

    it('survives damage to private keys and revocation lists', () => {
      const list = readFileSync('test/rules/certificate.revoked/ng.in-a-list/package/certs/acme.crl');
      assert.equal(parseCertificates(list).lists[0]?.revoked.length, 2);
      shop.run('pkey', '-in', 'tls.key', '-outform', 'DER', '-out', 'damaged.der');
      shop.run('pkey', '-in', 'rsa.key', '-outform', 'DER', '-out', 'damaged-rsa.der');
      const random = randomSource(1013);
      for (const whole of [list, shop.read('damaged.der'), shop.read('damaged-rsa.der')])
        for (let round = 0; round < 1000; round++) {
          const cut = Uint8Array.from(random.below(4) === 0 ? whole.subarray(0, random.below(whole.length)) : whole);
          for (let i = 0; i <= random.below(6) && cut.length > 0; i++) cut[random.below(cut.length)] = random.below(256);
          const { lists, privateKeys } = parseCertificates(cut);
          assert.ok(lists.every(({ revoked }) => revoked.length < cut.length) && privateKeys.every(({ id }) => id !== ''));
        }
    });

    it('reads bundles with text and keys between the blocks, and keeps no key', () => {
      const text = `# Issuer: rsa\n${Buffer.from(shop.read('rsa.pem')).toString()}\r\nnoise\n${Buffer.from(shop.read('rsa.key')).toString()}${Buffer.from(shop.read('ec.pem')).toString()}`;
      const file = parseCertificates(bytesOf(text));
      assert.deepEqual(
        file.certificates.map(({ sha256 }) => sha256),
        ['rsa.pem', 'ec.pem'].map((name) => parseCertificates(shop.read(name)).certificates[0]?.sha256),
      );
      for (const { span } of file.certificates) {
        assert.match(text.slice(span.start, span.end), /^-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----$/);
      }
      assert.deepEqual(
        file.privateKeys.map(({ span }) => text.slice(span.start, span.end)),
        ['-----BEGIN PRIVATE KEY-----'],
      );
      const body = Buffer.from(shop.read('rsa.key')).toString().split('\n').slice(1, -2);
      const kept = JSON.stringify(file);
      assert.ok(body.length > 10 && body.every((line) => !kept.includes(line)));
    });

    it('reads certificates in PKCS #7, in PEM and DER', () => {
      shop.run('crl2pkcs7', '-nocrl', '-certfile', 'rsa.pem', '-certfile', 'leaf.pem', '-out', 'chain.p7b');
      shop.run('crl2pkcs7', '-nocrl', '-certfile', 'rsa.pem', '-certfile', 'leaf.pem', '-outform', 'DER', '-out', 'chain.der.p7b');
      for (const name of ['chain.p7b', 'chain.der.p7b']) {
        const { certificates, signers, faults } = parseCertificates(shop.read(name));
        assert.deepEqual(faults, []);
        assert.deepEqual(
          certificates.map(({ embedded }) => embedded),
          [false, false],
        );
        assert.deepEqual(signers, []);
        assert.ok(certificates.some(({ sha256 }) => sha256 === parseCertificates(shop.read('leaf.pem')).certificates[0]?.sha256));
      }
    });

    it('reads who made detached signatures', () => {
      const common = ['cms', '-sign', '-binary', '-in', 'data', '-signer', 'leaf.pem', '-inkey', 'leaf.key'];
      shop.run(...common, '-outform', 'DER', '-out', 'data.sig');
      shop.run(...common, '-outform', 'PEM', '-nocerts', '-out', 'data.p7s');
      shop.run(...common, '-outform', 'DER', '-keyid', '-nocerts', '-out', 'keyid.sig');
      shop.run(...common, '-outform', 'DER', '-nodetach', '-indef', '-stream', '-out', 'stream.sig');
      const [leaf] = parseCertificates(shop.read('leaf.pem')).certificates;
      const signer = { issuer: leaf?.issuer, serial: 'c0ffee' };
      for (const [name, count] of [
        ['data.sig', 1],
        ['data.p7s', 0],
        ['stream.sig', 1],
      ] as const) {
        const { certificates, signers, faults } = parseCertificates(shop.read(name));
        assert.deepEqual(faults, [], name);
        assert.equal(certificates.length, count, name);
        assert.deepEqual(
          signers.map(({ issuer, serial }) => ({ issuer, serial })),
          [signer],
          name,
        );
      }
      assert.deepEqual(parseCertificates(shop.read('keyid.sig')).signers, [{ span: { start: 0, end: 0 } }]);
    });

    it('reads base64 without a header, and CR LF', () => {
      const pem = Buffer.from(shop.read('ec.pem')).toString();
      const bare = pem.split('\n').slice(1, -2).join('\r\n');
      for (const text of [bare, pem.replace(/\n/g, '\r\n')]) {
        assert.equal(
          parseCertificates(bytesOf(text)).certificates[0]?.sha256,
          parseCertificates(shop.read('ec.pem')).certificates[0]?.sha256,
        );
      }
    });
  });
});
