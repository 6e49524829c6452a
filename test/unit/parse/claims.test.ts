import assert from 'node:assert/strict';
import { claimsIn } from '../../../src/core/parse/claims';

const claims = (text: string, path = 'README.md'): string[] =>
  claimsIn(path, text).map(({ kind, minutes, span }) => {
    assert.ok(text.slice(span.start, span.end).trim() !== '');
    return minutes === undefined ? kind : `${kind} ${minutes}`;
  });

describe('what documents say of an upgrade', () => {
  for (const [text, told] of [
    ['**Planned downtime: five minutes.** Displays keep what they show, meetings are not interrupted.', ['downtime 5']],
    ['The upgrade takes about 10 to 15 minutes of downtime.', ['downtime 15']],
    ['Expected service interruption: 1.5 hours', ['downtime 90']],
    ['Geplante Ausfallzeit: zwanzig Minuten.', ['downtime 20']],
    ['Das Update bedeutet eine Ausfallzeit von ca. 2 Stunden.', ['downtime 120']],
    ['This release can be installed without downtime.', ['no-downtime']],
    ['Die Aktualisierung läuft ohne Betriebsunterbrechung.', ['no-downtime']],
    ['No reboot is required.', ['no-reboot']],
    ['A reboot is not required.', ['no-reboot']],
    ['The upgrade does not require a reboot.', ['no-reboot']],
    ['There is no downtime.', ['no-downtime']],
    ['No restart of services is needed.', ['no-restart']],
    ['All services keep running while the files are replaced.', ['no-restart']],
    ['The package installs offline; no outbound connections are made.', ['no-network']],
    ['If a restart is not required, skip this step.', []],
    ['We do not recommend to run without a restart.', []],
    ['There are no database changes in this release.', ['no-schema-change']],
    ['Keine Datenbankänderungen.', ['no-schema-change']],
    ['## Breaking changes\n\n- The old API is gone.', ['to-do']],
    ['You must back up the database before you upgrade.', ['to-do']],
    ['Vor dem Update müssen alle Sitzungen beendet werden.', ['to-do']],
    ['The rollback to 4.1 has not been tested.', ['untested-way-back']],
    ['Der Rückweg wurde noch nicht erprobt.', ['untested-way-back']],
    ['If the rollback has not been tested on your hosts, try it first.', []],
    ['The rollback was tested, the downgrade of clients is not needed.', []],
    ['If you want no downtime during the upgrade, use two hosts.', []],
    ['The monitor alerts after an outage of 5 minutes.', []],
    ['Downtimes can be planned in the web interface.', []],
    ['```\nPlanned downtime: five minutes.\n```', []],
    ['A reboot is recommended.', []],
    ['There are no breaking changes.', []],
  ] as const) {
    it(JSON.stringify(text), () => assert.deepEqual(claims(text), told));
  }

  it('is asked of documents about this upgrade alone', () => {
    const text = 'Planned downtime: five minutes.';
    for (const path of ['README', 'pkg-1.0/README.md', 'docs/UPGRADING.md', 'docs/RELEASE_NOTES.md', 'INSTALL.txt', 'README.de.md'])
      assert.deepEqual(claims(text, path), ['downtime 5'], path);
    for (const path of ['CHANGELOG.md', 'src/lib/README.md', 'upgrade.sh', 'docs/api.md', 'node_modules/a/README.md'])
      assert.deepEqual(claims(text, path), [], path);
  });
});
