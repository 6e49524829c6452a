import assert from 'node:assert/strict';
import { reviewOf } from '../../support/reviewed';
import { temporaryFolder, upgradeReview, writeFiles } from '../../support/cli';

const unit = (program: string): string =>
  `[Service]\nExecStart=-${program} --serve\nEnvironmentFile=-/etc/rooms/env\n[Install]\nWantedBy=multi-user.target\n`;

describe('restarts', () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  /** Rows of the table: unit, what changed, who restarts it, what it carries. */
  const rowsOf = async (
    script: string,
    units: readonly string[] = ['rooms.service', 'desks.service', 'nginx.service', 'roomsd.service'],
  ) => {
    writeFiles(folder.path, {
      'inventory.json': JSON.stringify({
        environments: [
          {
            name: 'production',
            hosts: [{ name: 'app01', units: units.map((name) => ({ name, state: 'enabled' })) }],
            window: { start: '2026-11-22T02:00:00Z', minutes: 60 },
          },
        ],
        services: [{ name: 'booking', units: units.filter((name) => name === 'rooms.service') }],
      }),
      'catalog.json': JSON.stringify({ units: [{ from: 'old-rooms.service', to: 'rooms.service', since: '2.0' }] }),
      'package/scripts/install.sh': `#!/bin/sh\nset -e\n${script}`,
      'package/systemd/rooms.service': unit('/opt/rooms/bin/server'),
      'package/README.md': 'The upgrade takes about two minutes of downtime.\n',
    });
    const { out } = await upgradeReview(folder.path, [
      'report',
      'package',
      '--inventory',
      'inventory.json',
      '--catalog',
      'catalog.json',
      '--format',
      'md',
    ]);
    assert.match(out, /announces a downtime of \| 2 min \(`README\.md:1`\) \|\n\| The window in the inventory \| 60 min \|/);
    const [, restarts = ''] = out.split('### Restarts');
    const rows = restarts.split('\n## ')[0]?.matchAll(/^\| `(.*?)` \| `(.*?)` .*?\| (.*?) \| (.*?) \|$/gm) ?? [];
    return [...rows].map(([, ...cells]) => cells);
  };

  it('are due where the program, the unit or the settings of a unit change', async () => {
    const script =
      'install -m 0755 server /opt/rooms/bin/server\ncp site.conf /etc/nginx/conf.d/rooms.conf\ncp env /etc/default/desks\nsystemctl restart rooms\nsystemctl reload nginx\n';
    assert.deepEqual(await rowsOf(script), [
      ['rooms.service', '/opt/rooms/bin/server', '`scripts/install.sh:6`', 'booking'],
      ['desks.service', '/etc/default/desks', '**nothing in the package**', '–'],
      ['nginx.service', '/etc/nginx/conf.d/rooms.conf', '`scripts/install.sh:7`', '–'],
    ]);
  });

  it('are due as well where what a unit is started with changes, or what lies in the folder of its product', async () => {
    const files = {
      'manifest.json': '{ "name": "labhub", "version": "3.9.0" }',
      'scripts/upgrade.sh':
        '#!/bin/sh\nset -e\ncp a.jar /opt/labhub/app.jar\ncp worker.yaml /srv/worker.yaml\ncp labhub.properties /etc/labhub/labhub.properties\nsystemctl stop labhub-web\nsystemctl start labhub-web\n',
      'systemd/labhub-app.service': '[Service]\nExecStart=/usr/bin/java -jar /opt/labhub/app.jar\n',
      'systemd/worker.service': '[Service]\nExecStart=/usr/bin/worker --config=/etc/labhub/labhub.properties\n',
    };
    const inventory = JSON.stringify({
      environments: [
        {
          name: 'production',
          hosts: [
            {
              name: 'a',
              units: ['labhub-app.service', 'labhub-web.service', 'worker.service'].map((name) => ({ name, state: 'enabled' })),
            },
          ],
        },
      ],
      services: [
        { name: 'results', units: ['labhub-web.service'] },
        { name: 'letters', dependsOn: ['results'] },
      ],
    });
    const review = await reviewOf(files, { inventory });
    assert.deepEqual(
      review.restarts.map(({ unit, because, by }) => [unit, because.target, by?.range.start.line]),
      [
        ['labhub-app.service', '/opt/labhub/app.jar', undefined],
        ['worker.service', '/etc/labhub/labhub.properties', undefined],
        ['labhub-web.service', '/etc/labhub/labhub.properties', 6],
      ],
    );
    assert.deepEqual(review.touched, { services: ['results'], depending: ['letters'], units: [] });
  });

  it('must come after the change, and a program takes more than a reload', async () => {
    const script =
      'systemctl restart rooms\ninstall -m 0755 server /opt/rooms/bin/server\nsystemctl reload rooms\ninstall -m 0755 roomsd /usr/sbin/roomsd\nsystemctl stop roomsd\n';
    assert.deepEqual(await rowsOf(script), [
      ['rooms.service', '/opt/rooms/bin/server', '**nothing in the package**', 'booking'],
      ['roomsd.service', '/usr/sbin/roomsd', '**nothing in the package**', '–'],
    ]);
  });

  it('count with a stop and a start, under an old name, and by a reboot', async () => {
    const write = 'install -m 0755 server /opt/rooms/bin/server\n';
    assert.equal((await rowsOf(`systemctl stop rooms\n${write}systemctl start rooms\n`))[0]?.[2], '`scripts/install.sh:5`');
    assert.equal(
      (await rowsOf(`${write}systemctl restart old-rooms\n`))[0]?.[2],
      '`scripts/install.sh:4`, under its old name `old-rooms.service`',
    );
    assert.equal((await rowsOf(`${write}reboot\n`))[0]?.[2], '`scripts/install.sh:4`');
  });

  it('are none of units that production does not have yet', async () => {
    assert.deepEqual(await rowsOf('install -m 0755 server /opt/rooms/bin/server\nsystemctl enable --now rooms\n', ['cron.service']), []);
  });
});
