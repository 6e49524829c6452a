import assert from 'node:assert/strict';
import { packagePlan } from '../../../src/core/plan/package-plan';
import type { PlanEffect } from '../../../src/core/plan/plan';
import { parseText } from '../../../src/core/subject/parse-text';
import { classify } from '../../../src/core/package/classify';
import { groupSubjects } from '../../../src/core/subject/group';
import type { Subject, Target } from '../../../src/core/subject/subject';

const wanted: ReadonlySet<Target> = new Set(['shell', 'unit', 'crontab']);

async function planOf(files: Readonly<Record<string, string>>) {
  const found: Subject[] = [];
  for (const [path, text] of Object.entries(files)) {
    found.push(...(await parseText({ path, kind: classify(path, new TextEncoder().encode(text)), text }, wanted)).subjects);
  }
  const entries = Object.entries(files).map(([path, text]) => ({ path, size: text.length }));
  return packagePlan({ name: 'p.zip', files: entries, subjects: groupSubjects(found) });
}
const shown = ({ kind, target, when }: PlanEffect): string =>
  `${when === 'always' ? '' : when === 'conditional' ? '? ' : 'F '}${kind} ${target}`.trim();

describe('the plan of a package', () => {
  it('follows what scripts read in, call and run', async () => {
    const plan = await planOf({
      'install.sh':
        '#!/bin/sh\nset -e\n. "$(dirname "$0")/scripts/lib.sh"\nput bin/dtend\n"$HERE/scripts/units.sh" restart\nrun systemctl reload nginx\n',
      'scripts/lib.sh': ': "${PREFIX:=/opt/dten}"\nput() { cp "$1" "$PREFIX/bin/"; }\nrun() { "$@"; }\n',
      'scripts/units.sh': '#!/bin/sh\ncase "$1" in\n  restart) systemctl restart dtend ;;\n  *) reboot ;;\nesac\n',
    });
    assert.deepEqual(
      plan.phases.map(({ name, entry }) => `${name} ${entry}`),
      ['install install.sh'],
    );
    assert.deepEqual(plan.phases[0]?.effects.map(shown), [
      'file.write /opt/dten/bin/dtend',
      'script.run scripts/units.sh',
      'unit.restart dtend',
      'unit.reload nginx',
    ]);
  });

  it('knows what takes a step back', async () => {
    const plan = await planOf({
      'install.sh': 'systemctl stop dtend\ncp a /opt/dten/a\nsystemctl start dtend\nuseradd x\n',
      'rollback.sh': 'rm -rf /opt/dten\n',
    });
    const [install] = plan.phases;
    assert.deepEqual(
      install?.effects.slice(0, 3).map(({ undo }) => undo?.path),
      ['install.sh', 'rollback.sh', undefined],
    );
    assert.equal(install.effects[2]?.undo, null);
  });

  it('counts what nobody understands', async () => {
    const plan = await planOf({ 'install.sh': 'cp a /b\nfrobnicate\n"$X"\necho done\n' });
    assert.deepEqual(plan.understood, { commands: 2, of: 4 });
    assert.deepEqual(
      plan.unknown.map(({ what }) => what),
      ['what frobnicate does', 'a command that is computed'],
    );
  });

  it('has what the clock and systemd start', async () => {
    const plan = await planOf({
      'etc/cron.d/dten': '0 3 * * * dten rm -f /var/tmp/dten.lock\n',
      'dtend.service': '[Service]\nUser=dten\nExecStartPre=-/bin/mkdir -p /run/dten\nExecStart=/opt/dten/bin/dtend\n',
    });
    const all = plan.phases.flatMap(({ name, effects }) => effects.map((effect) => `${name} ${shown(effect)} as ${effect.as ?? ''}`));
    assert.deepEqual(all, [
      'scheduled dir.create /run/dten as dten',
      'scheduled unknown /opt/dten/bin/dtend as dten',
      'scheduled file.delete /var/tmp/dten.lock as dten',
    ]);
  });

  it('takes the one item of a case that the arguments choose, wherever it stands', async () => {
    const script = '#!/bin/sh\ncase "$1" in\n  remove) rm /a ;;\n  configure) rm /b ;;\n  upgrade) rm /c ;;\n  *) rm /d ;;\nesac\n';
    const plan = await planOf({ 'x.deb »/DEBIAN/postinst': script, 'x.deb »/DEBIAN/postrm': script });
    assert.deepEqual(
      plan.phases.map(({ effects }) => effects.map(shown)),
      [['file.delete /b'], ['file.delete /c']],
    );
  });
});
