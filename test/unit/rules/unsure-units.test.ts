import assert from 'node:assert/strict';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { importInventory } from '../../../src/core/inventory/import';
import { reviewPackage } from '../../../src/core/review/review';
import { unknownUnit } from '../../../src/core/rules/systemd/unknown-unit';
import { memorySource } from '../../support/memory-source';

const host = {
  name: 'app01',
  os: { id: 'debian', version: '12' },
  units: [{ name: 'ssh.service' }],
  packages: [{ name: 'bash', version: '5.2', type: 'deb' }],
};
const { inventory } = importInventory('inventory.json', JSON.stringify({ environments: [{ name: 'production', hosts: [host] }] }));

/** `likely foo`, in the order of the package. */
async function unknown(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { findings } = await reviewPackage({
    source: memorySource('package', files),
    inventory,
    catalog: builtInCatalog,
    rules: [unknownUnit],
    environment: 'production',
  });
  return findings.map(({ confidence, data }) => `${confidence} ${String(data['unit']).replace('.service', '')}`);
}

const script = (...lines: readonly string[]) => `#!/bin/bash\nset -e\n${lines.join('\n')}\n`;

describe('a unit that nobody has', () => {
  it('is only possible where another system or release is meant', async () => {
    const lines = [
      'case "$ID" in centos | rocky) systemctl enable a1;; debian) systemctl enable a2;; esac',
      'if [ "$release" = 11 ]; then systemctl start a3; fi',
      'if grep -qi ubuntu /etc/os-release; then systemctl start a4; else systemctl start a5; fi',
      'if grep -qi debian /etc/os-release; then systemctl start a6; else systemctl start a7; fi',
      '[ -f /etc/redhat-release ] && systemctl start a8',
      'for_fedora() { systemctl start a9; }',
    ];
    assert.deepEqual(await unknown({ 'install.sh': script(...lines) }), [
      ...['possible a1', 'likely a2', 'possible a3', 'possible a4', 'likely a5', 'likely a6', 'possible a7', 'possible a8', 'possible a9'],
    ]);
    assert.deepEqual(await unknown({ 'setup-centos.sh': script('systemctl start b1') }), ['possible b1']);
    assert.deepEqual(await unknown({ 'setup-debian.sh': script('systemctl start b2') }), ['likely b2']);
  });

  it('is only possible behind an installer that is not part of the package', async () => {
    for (const installer of [
      'make install',
      'curl -fsSL https://get.example.com | bash',
      'bash <(curl -fsSL https://get.example.com)',
      './configure --prefix=/usr',
      'dpkg -i "$file"',
      'apt-get install -y "/tmp/$name.deb"',
      'cat > "/etc/systemd/system/$1.service" < unit',
    ]) {
      const found = await unknown({ 'install.sh': script('systemctl start before', installer, 'systemctl start after') });
      assert.deepEqual([installer, ...found], [installer, 'likely before', 'possible after']);
    }
    for (const other of ['make clean', 'curl -fsSLO https://example.com/file', 'dpkg -l'])
      assert.deepEqual(await unknown({ 'install.sh': script(other, 'systemctl start after') }), ['likely after']);
  });

  it('is only possible where the package is a part, and where a package begins as it does', async () => {
    const unit = '[Unit]\nRequires=bind-etc.service bind@ROOT_HOME@-.service\n[Service]\nExecStart=/bin/true\n';
    assert.deepEqual(await unknown({ 'files/acme.service': unit, 'conf/layer.conf': '' }), ['possible bind-etc']);
    assert.deepEqual(await unknown({ 'files/acme.service': unit, '.gitmodules': '' }), ['possible bind-etc']);
    assert.deepEqual(await unknown({ 'files/acme.service': unit }), ['likely bind-etc']);
    const restart = script('apt-get install -y nfs-ganesha-ceph', 'systemctl restart nfs-ganesha', 'systemctl restart redis-server');
    assert.deepEqual(await unknown({ 'install.sh': restart }), ['possible nfs-ganesha', 'likely redis-server']);
    assert.deepEqual(await unknown({ '.ci/prepare.sh': script('systemctl start d1') }), ['possible d1']);
  });

  it('is only possible where a package that production does not have yet could bring it', async () => {
    const after = (...lines: readonly string[]) => unknown({ 'install.sh': script(...lines, 'systemctl restart meter-hub redis-server') });
    assert.deepEqual(await after(), ['likely meter-hub', 'likely redis-server']);
    assert.deepEqual(await after('apt-get install -y bash'), ['likely meter-hub', 'likely redis-server']);
    assert.deepEqual(await after('apt-get install -y acme-meters'), ['possible meter-hub', 'likely redis-server']);
    const unit = { 'systemd/meter-web.service': '[Service]\nExecStart=/bin/true\n' };
    const files = { 'install.sh': script('apt-get install -y acme-meters', 'systemctl restart meter-hub') };
    assert.deepEqual(await unknown({ ...files, ...unit }), ['likely meter-hub']);
    assert.deepEqual(await unknown({ 'lib/hooks/hub': script('systemctl restart meter-hub') }), ['possible meter-hub']);
  });

  it('is only possible behind a switch of its name, and where a failure says nothing', async () => {
    const silent = '#!/bin/bash\nsystemctl restart c1 &> /dev/null\nsystemctl restart c2\n';
    assert.deepEqual(await unknown({ 'install.sh': silent }), ['possible c1', 'likely c2']);
    const switched = ['if [ "$meter" = yes ]; then', 'systemctl start meter-web', 'systemctl start web-meter', 'fi'];
    assert.deepEqual(await unknown({ 'install.sh': script(...switched) }), ['possible meter-web', 'likely web-meter']);
  });

  it('is only possible in uninstallers, in copies, and where a declared dependency of its family may bring it', async () => {
    const files = { 'uninstall.sh': script('systemctl disable d1'), 'install.sh.bak': script('systemctl start d2') };
    assert.deepEqual(await unknown(files), ['possible d2', 'possible d1']);
    const control = 'Package: dten-server\nArchitecture: all\nDepends: univention-postgresql\n';
    const postinst = script('systemctl restart univention-listener', 'systemctl restart redis-server');
    assert.deepEqual(await unknown({ 'debian/control': control, 'debian/postinst': postinst }), [
      'possible univention-listener',
      'likely redis-server',
    ]);
  });
});
