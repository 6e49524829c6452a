import assert from 'node:assert/strict';
import { classify, kindOfPath } from '../../../src/core/package/classify';

/** The head of a 64-bit little-endian program. */
const elf = new Uint8Array(64);
elf.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);

describe('kinds of files', () => {
  for (const [path, kind] of [
    ['etc/crontab', 'crontab'],
    ['crontab', 'crontab'],
    ['cron.d/import', 'crontab'],
    ['usr/bin/crontab', undefined],
    ['etc/logrotate.d/dten', 'logrotate'],
    ['etc/logrotate.d/dten.j2', undefined],
    ['debian/dten-agent.logrotate', 'logrotate'],
    ['usr/sbin/logrotate', undefined],
    ['manifest.json', 'manifest'],
    ['dten-5.2/manifest.json', 'manifest'],
    ['lib/agent.zip »/manifest.json', 'manifest'],
    ['lib/agent.zip »/agent-1.0/manifest.json', 'manifest'],
    ['web/static/manifest.json', 'config'],
    ['lib/app.jar »/web/manifest.json', 'config'],
    ['agent.deb »/DEBIAN/postinst', 'shell'],
    ['agent.rpm »/RPM/prein.sh', 'shell'],
    ['agent.deb »/usr/lib/systemd/system/agent.service', undefined],
    ['agent.deb »/DEBIAN/control', 'packaging'],
    ['debian/control', 'packaging'],
    ['rpm/agent.spec', 'packaging'],
  ] as const) {
    it(`${path} is ${kind ?? 'to be told by its content'}`, () => assert.equal(kindOfPath(path), kind));
  }

  it('a unit is told from an init script of its name by the first line', () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    assert.equal(classify('system/agent.service', bytes('[Unit]\n')), 'unit');
    assert.equal(classify('system/agent.service', bytes('#!/bin/sh\n[Unit]\n')), 'shell');
    assert.equal(classify('system/agent.timer', bytes('#!/usr/bin/perl\n')), 'other');
  });

  it('programs are told by their first bytes', () => assert.equal(classify('usr/bin/crontab', elf), 'binary'));
});
