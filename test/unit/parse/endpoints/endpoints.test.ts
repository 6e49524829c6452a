import assert from 'node:assert/strict';
import { endpointsIn } from '../../../../src/core/parse/endpoints/endpoints';
import { hostKind } from '../../../../src/core/parse/endpoints/host-kinds';

/** `scheme host:port form`, as far as each is there. */
const found = (text: string): string[] =>
  endpointsIn(text).map(({ scheme, host, port, form, span }) => {
    assert.equal(text.slice(span.start, span.end).replace(/[[\]]/g, ''), host);
    return [...(scheme ? [scheme] : []), port === undefined ? host : `${host}:${port}`, form].join(' ');
  });

describe('endpoints in a text', () => {
  it('are told with scheme, host and port', () => {
    assert.deepEqual(found('see https://api.dten.example:8443/v2?x=1 now'), ['https api.dten.example:8443 address']);
    assert.deepEqual(found('jdbc:postgresql://db01.dten.example:5432/dten'), ['jdbc:postgresql db01.dten.example:5432 address']);
    assert.deepEqual(found('AMQP://dten:secret@mq.dten.example/rooms'), ['amqp mq.dten.example address']);
    assert.deepEqual(found('dten:x@tcp(db01.dten.example:3306)/dten'), ['tcp db01.dten.example:3306 address']);
    assert.deepEqual(found('http://[2001:db8::7]:80/'), ['http 2001:db8::7:80 address']);
    assert.deepEqual(found('//filer/share'), ['filer address']);
    assert.deepEqual(found('deploy@app01:/srv'), ['app01 login']);
    assert.deepEqual(found('exec 3<>/dev/tcp/mq.dten.example/5672'), ['mq.dten.example device']);
    assert.deepEqual(found('mq.dten.example:5672,mq2.dten.example'), ['mq.dten.example:5672 port', 'mq2.dten.example name']);
  });

  it('are no parts of paths, and no words', () => {
    assert.deepEqual(found('/etc/dten.d/x.conf -x.y plain words 10:30'), []);
  });

  it('have a whole address that ends where it is quoted', () => {
    const text = `curl "https://api.dten.example/v2" -o x`;
    assert.deepEqual(
      endpointsIn(text, 100).map(({ whole }) => text.slice(whole.start - 100, whole.end - 100)),
      ['https://api.dten.example/v2'],
    );
  });
});

describe('kinds of hosts', () => {
  for (const [kind, hosts] of [
    ['own', 'localhost 127.0.0.1 127.8.8.8 ::1 0.0.0.0 169.254.169.254 224.0.0.1 host.docker.internal'],
    ['placeholder', 'example.com www.example.org a.test x.invalid 999.1.1.1 1.2.3.4 your-domain.com'],
    ['label', 'db app01'],
    ['public-address', '203.0.113.4 8.8.8.8 2a00:1450::1'],
    ['private-address', '10.0.0.1 172.16.0.1 172.31.255.1 192.168.1.1 100.64.0.1 fd00::1'],
    ['internal', 'build.corp db.vendor.internal x.lan printer.local'],
    ['platform', 'api.svc.cluster.local ip-10-0-0-1.eu-west-1.compute.internal'],
    ['name', 'api.dten.example github.com 172.dten.net'],
  ] as const) {
    it(`${hosts} are ${kind}`, () => {
      for (const host of hosts.split(' ')) assert.equal(hostKind(host), kind, host);
    });
  }
});
