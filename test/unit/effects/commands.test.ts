import assert from 'node:assert/strict';
import { effectsOf } from '../../../src/core/effects/interpret';
import { plainText } from '../../../src/core/parse/mapped-text';
import { parseShell } from '../../../src/core/parse/shell';
import { closed } from '../../../src/core/parse/shell-template';

const said = (text: string): string[] =>
  effectsOf(parseShell(text), plainText(text)).steps.map(({ kind, target, isOneOf }) =>
    `${isOneOf ? '? ' : ''}${kind} ${closed(target).replaceAll('\0', '*')}`.trim(),
  );

/** By family: what a command line is, and what it does. */
const families: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  files: {
    'cp -a a b /opt/dten/': ['file.write /opt/dten/a', 'file.write /opt/dten/b'],
    'cp -t /opt/dten a': ['file.write /opt/dten/a'],
    'mv /etc/a /etc/b': ['file.move /etc/b'],
    'install -m 0755 -o root -D bin/x /usr/bin/x': ['file.write /usr/bin/x'],
    'install -d /var/lib/x /var/log/x': ['dir.create /var/lib/x', 'dir.create /var/log/x'],
    'ln -sfn /opt/a-2 /opt/a': ['file.link /opt/a'],
    'rm -rf -- /opt/a': ['file.delete /opt/a'],
    'chmod -x /etc/init.d/x': ['file.mode /etc/init.d/x'],
    'chmod -R u+w,g-s /srv/x': ['file.mode /srv/x'],
    'chown -R a:b /srv/x': ['file.owner /srv/x'],
    'sed -i s/a/b/ /etc/x': ['file.edit /etc/x'],
    'sed s/a/b/ /etc/x': [],
    'tar xzf a.tgz -C /opt': ['archive.extract /opt'],
    'tar -czf /backup/a.tgz /opt': ['file.write /backup/a.tgz'],
    'dd if=/dev/zero of=/swap bs=1M': ['file.write /swap'],
    'find /tmp/x -name "*.old" -delete': ['file.delete /tmp/x/*.old'],
    'echo a >> /etc/x': ['file.append /etc/x'],
    'echo a | tee -a /etc/x': ['file.append /etc/x'],
    'update-alternatives --install /usr/bin/e editor /usr/bin/v 30 --slave /usr/share/man/e.1 editor.1 /usr/share/man/v.1': [
      'file.link /usr/bin/e',
      'file.link /usr/share/man/e.1',
    ],
  },
  brokers: {
    'rabbitmqadmin declare queue name=jobs durable=true': ['queue.change jobs'],
    'rabbitmqadmin delete exchange --name old': ['queue.change old'],
    'rabbitmqadmin list queues': [],
    'rabbitmqctl add_user app secret': ['credential.create app'],
    'rabbitmqctl list_queues name messages': [],
    'rabbitmqctl purge_queue jobs': ['queue.change jobs'],
    'kafka-topics.sh --bootstrap-server b:9092 --create --topic events --partitions 6': ['queue.change events'],
    'kafka-topics --describe --topic events': [],
    'kafka-consumer-groups --reset-offsets --to-earliest --group g --topic events --execute': ['queue.change g'],
    'kafka-consumer-groups --reset-offsets --to-earliest --group g --topic events --dry-run': [],
    'nats stream rm EVENTS -f': ['queue.change EVENTS'],
    'nats stream info EVENTS': [],
    'pulsar-admin topics create persistent://a/b/events': ['queue.change persistent://a/b/events'],
    'mosquitto_pub -h b -t rooms/42 -m on': ['queue.change rooms/42'],
    'redis-cli -h cache FLUSHALL': ['queue.change *'],
    'redis-cli set mode new': ['queue.change mode'],
    'redis-cli CONFIG SET maxmemory 1gb': ['queue.change maxmemory'],
    'redis-cli --scan --pattern "rooms:*"': [],
    'redis-cli get mode': [],
  },
  'services of the net and accounts': {
    'gh api repos/dten/hub/hooks -f name=web': ['network.send repos/dten/hub/hooks'],
    'gh api repos/dten/hub': ['network.fetch repos/dten/hub'],
    'ldcli flags toggle-on --flag new-ui --environment production': ['flag.change new-ui'],
    'ldcli flags list': [],
    'update-crypto-policies --set LEGACY': ['security.change'],
    'update-crypto-policies --show': [],
    'realm join dten.example': ['security.change'],
    '/opt/keycloak/bin/kcadm.sh update realms/dten -s registrationAllowed=true': ['security.change'],
    'java -Xmx1g -jar lib/migrate.jar --apply': ['unknown lib/migrate.jar'],
    'java -version': [],
    'go run ./tools/upgrade': ['unknown'],
    'go env': [],
  },
  'volumes of containers': {
    'docker volume rm -f db cache': ['file.delete /var/lib/docker/volumes/db', 'file.delete /var/lib/docker/volumes/cache'],
    'docker volume prune -f': ['file.delete /var/lib/docker/volumes/*'],
    'docker volume ls': [],
    'docker compose down -v': ['container.stop *', 'file.delete /var/lib/docker/volumes/*'],
    'docker-compose -f a.yml down --volumes': ['container.stop *', 'file.delete /var/lib/docker/volumes/*'],
    'docker compose down': ['container.stop *'],
    'docker system prune -af --volumes': ['file.delete /var/lib/docker/volumes/*', 'container.stop'],
    'docker system prune -af': ['container.stop'],
  },
  units: {
    'systemctl enable --now a b': ['unit.enable a', 'unit.enable b', 'unit.start a', 'unit.start b'],
    'systemctl --no-block -q try-restart a': ['unit.restart a'],
    'systemctl is-active a': [],
    'service a restart': ['unit.restart a'],
    'deb-systemd-helper unmask a.service': ['unit.unmask a.service'],
    'update-rc.d a defaults': ['unit.enable a'],
    '/etc/init.d/a stop': ['unit.stop a'],
  },
  rights: {
    'visudo -f /etc/sudoers.d/x': ['security.change /etc/sudoers.d/x', 'prompt visudo'],
    "echo 'x ALL=(ALL) ALL' | EDITOR='tee -a' visudo": ['security.change /etc/sudoers'],
    'visudo --check --file=/etc/sudoers.d/x': [],
  },
  accounts: {
    'useradd -r -g dten -d /srv/x -s /bin/false dten': ['user.create dten'],
    'adduser --system --group --home /srv/x dten': ['user.create dten', 'group.create dten'],
    'adduser dten docker': ['user.change dten'],
    'usermod -aG docker dten': ['user.change dten'],
    'userdel dten': ['user.delete dten'],
    'groupadd -f x': ['group.create x'],
  },
  packages: {
    'apt-get -y -o Dpkg::Options::=--force-confold install a b': ['package.install a', 'package.install b'],
    'apt-get "$QUIET" install a': ['package.install a'],
    'cargo test --workspace': ['process.start'],
    'dpkg -i x.deb': ['package.install x.deb'],
    'dpkg -s x': [],
    'rpm -e x': ['package.remove x'],
    'pip3 install -r req.txt': ['package.install req.txt'],
  },
  debian: {
    'dpkg-maintscript-helper rm_conffile /etc/x 1.0 -- "$@"': ['? file.delete /etc/x'],
    'dpkg-maintscript-helper mv_conffile /etc/x /etc/y 1.0 -- "$@"': ['? file.move /etc/y'],
    'dpkg-maintscript-helper supports rm_conffile': [],
    'ucf /usr/share/x/conf /etc/x.conf': ['file.write /etc/x.conf'],
    'db_get x/y': [],
    'log_daemon_msg Starting x': [],
    'start_daemon -p /run/x.pid /usr/sbin/x': ['process.start /usr/sbin/x'],
    'make-ssl-cert generate-default-snakeoil': ['credential.create'],
  },
  interpreters: {
    'python3 -c \'import os; os.system("systemctl restart a")\'': ['unit.restart a'],
    "python3 -c \"import subprocess; subprocess.run(['rm', '-rf', '/opt/x'])\"": ['file.delete /opt/x'],
    "python3 -c \"open('/etc/x', 'w').write('y')\"": ['file.write /etc/x'],
    "python3 -c 'import sys; print(sys.version)'": [],
    'python3 -m venv /opt/venv': ['dir.create /opt/venv'],
    'python3 setup.py install': ['unknown setup.py'],
    "perl -pi -e 's/a/b/' /etc/x": ['file.edit /etc/x'],
    "perl -ne 'print if /x/' /etc/x": [],
    'perl -e \'unlink "/tmp/x"; open(F, ">>", "/etc/y");\'': ['file.delete /tmp/x', 'file.append /etc/y'],
    'php -r \'file_put_contents("/etc/x", "y");\'': ['file.write /etc/x'],
    "perl -e 'system($x)'": ['unknown'],
  },
  host: {
    'sysctl -w vm.swappiness=1': ['host.setting vm.swappiness=1'],
    'journalctl --vacuum-time=2d': ['file.delete'],
    'journalctl -u x -n 5': [],
    'kill -0 5': [],
    'modprobe br_netfilter': ['kernel.module br_netfilter'],
    'sudo -v': [],
    './configure --prefix=/opt': ['process.start'],
  },
};

for (const [family, lines] of Object.entries(families)) {
  describe(`commands: ${family}`, () => {
    for (const [line, expected] of Object.entries(lines)) it(line, () => assert.deepEqual(said(line), expected));
  });
}
