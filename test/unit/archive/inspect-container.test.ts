import assert from 'node:assert/strict';
import type { ContainerFile } from '../../../src/core/archive/unpacked';
import { AnomalyLog } from '../../../src/core/archive/anomaly';
import { inspectContainer } from '../../../src/core/archive/inspect-container';

const file = (name: string, content = 'a', more: Partial<ContainerFile> = {}): ContainerFile => ({
  name,
  kind: 'file',
  content: Buffer.from(content),
  mode: 0o644,
  modified: 0,
  ...more,
});
const link = (name: string, target: string) => file(name, target, { kind: 'symlink' });
const hardLink = (name: string, linkedTo: string) => file(name, '', { linkedTo });

function inspected(files: readonly ContainerFile[], isRoot = false) {
  const log = new AnomalyLog();
  const gaps = inspectContainer({ files, gaps: [], ...(isRoot && { isRoot: true }) }, log);
  return { told: log.finish().map(({ code, entry }) => `${code} ${entry ?? ''}`), gaps: gaps.map(({ what, why }) => `${what}: ${why}`) };
}

describe('what is odd about a container that is no ZIP', () => {
  it('links that lead out, symbolic or hard', () => {
    const files = [
      file('bin/a'),
      link('one', '/etc/shadow'),
      link('bin/two', '../../etc'),
      hardLink('three', '/etc/shadow'),
      hardLink('four', '../x'),
    ];
    const codes = ['three', 'four', 'one', 'bin/two'].map((name) => `escaping-symlink ${name}`);
    assert.deepEqual(inspected(files), { told: codes, gaps: [] });
  });

  it('links that stay inside are left alone, and absolute ones of what is laid over a root', () => {
    assert.deepEqual(inspected([file('lib/a.so.1'), link('lib/a.so', 'a.so.1'), link('now', 'lib')]).told, []);
    const host = [file('usr/bin/a'), link('etc/a', '/opt/a/etc')];
    assert.deepEqual(inspected(host).told, []);
    assert.deepEqual(inspected([file('a'), link('b', '/opt/a/etc')], true).told, []);
    assert.deepEqual(inspected([...host, link('c', '/etc/shadow')]).told, ['escaping-symlink etc/a', 'escaping-symlink c']);
  });

  it('a name with two contents, a file below another one, and names that look like others', () => {
    assert.deepEqual(inspected([file('./a', '1'), file('a', '2'), file('b', '1'), file('./b', '1')]).told, ['duplicate-name a']);
    assert.deepEqual(inspected([link('now', 'releases'), file('now/job')]).told, ['file-and-directory now']);
    assert.deepEqual(inspected([file('a\u202ehs.txt'), file('docs/größe.txt')]).told, ['deceptive-name a\u202ehs.txt']);
    // Whoever unpacks it does so on Linux.
    assert.deepEqual(inspected([file('a'), file('A'), file('aux.c'), file('a:b')]).told, []);
  });

  it('a hard link whose file the archive does not have is not read', () => {
    assert.deepEqual(inspected([hardLink('run.sh', 'other.sh')]).gaps, [
      'run.sh: it is a hard link to other.sh, which the archive does not have before it',
    ]);
  });
});
