import assert from 'node:assert/strict';
import { configsIn } from '../../../src/core/parse/config/embedded';
import { fileSpan } from '../../../src/core/parse/mapped-text';
import { installTasks } from '../../../src/core/parse/tasks/arch';
import { specTasks } from '../../../src/core/parse/tasks/spec';
import { mayHoldTasks, tasksIn } from '../../../src/core/parse/tasks/tasks';
import type { Task } from '../../../src/core/parse/tasks/task';

function tasks(path: string, text: string): readonly Task[] {
  assert.equal(mayHoldTasks(path, text), true);
  return tasksIn(configsIn(path, text), text, path);
}
const shown = ({ source, when, as, container, isConditional }: Task): string =>
  `${when}${isConditional ? '?' : ''}${as === undefined ? '' : ` ${as}`}${container === undefined ? '' : ` in ${container}`}: ${source.text.trimEnd()}`;

describe('commands that files of settings have somebody run', () => {
  it('are the steps of an upgrade in a form of the vendor', () => {
    const files: readonly (readonly [path: string, text: string, ...expected: string[]])[] = [
      ['upgrade.yaml', 'steps:\n  - name: run this first\n    command: rm -rf /var/lib/dten\n', 'deployed: rm -rf /var/lib/dten'],
      [
        'hooks.yml',
        'hooks:\n  pre_upgrade: ["systemctl stop dtend", "rm -f /run/x"]\n',
        'deployed: systemctl stop dtend',
        'deployed: rm -f /run/x',
      ],
      ['conf/post-upgrade.toml', '[[steps]]\nrun = "systemctl restart dtend"\n', 'deployed: systemctl restart dtend'],
      ['upgrade.ini', '[post]\ncommand=systemctl start dtend\n', 'deployed: systemctl start dtend'],
      ['upgrade.xml', '<upgrade><step><exec>rm -rf /opt/old</exec></step></upgrade>', 'deployed: rm -rf /opt/old'],
      ['manifest.json', '{"hooks":{"post":"systemctl start dtend","rollback":"rm -rf /opt/new"}}', 'deployed: systemctl start dtend'],
      ['install.json', '{"steps":[{"cmd":["systemctl","stop","dtend"]}]}', 'deployed: systemctl stop dtend'],
      ['steps.yaml', 'steps:\n  - script: clean.sh\n    run: true\n    command: upgrade\n'],
    ];
    for (const [path, text, ...expected] of files) assert.deepEqual(tasks(path, text).map(shown), expected, path);
    for (const path of ['tests/upgrade.yaml', '.github/install.yml', 'package.json', 'roles/x/tasks/install.yml'])
      assert.deepEqual(tasksIn(configsIn(path, 'run: rm -rf /x\n'), 'run: rm -rf /x\n', path), [], path);
  });

  it('say of tasks that somebody chooses elsewhere that nobody knows them, and which failures count for nothing', () => {
    const text = [
      '- hosts: all',
      '  tasks:',
      '    - include_role: { name: "{{ role }}" }',
      '    - include_tasks: "{{ step }}"',
      '    - include_tasks: "{{ action }}.yml"',
      '    - include_tasks: "{{ ansible_os_family }}.yml"',
      '    - import_tasks: clean.yml',
      '    - command: systemctl restart dtend',
      '      failed_when: false',
      '    - command: systemctl restart web',
      '      failed_when: result.rc > 1',
      '',
    ].join('\n');
    assert.deepEqual(tasks('site.yml', text).map(shown), [
      'deployed: ${template}',
      'deployed: ${template}',
      'deployed: systemctl restart dtend || true',
      'deployed: systemctl restart web',
    ]);
  });

  it('are those of containers in any form of a manifest, their probes as well', () => {
    const container =
      '{"name":"a","command":["sh","-c","kubectl delete pvc a"],"livenessProbe":{"exec":{"command":["sh","-c","rm -f /x"]}}}';
    const text = `{"kind":"Job","spec":{"template":{"spec":{"containers":[${container}]}}}}`;
    const expected = ['deployed in a: kubectl delete pvc a', 'kept in a: rm -f /x'];
    assert.deepEqual(tasks('job.json', text).map(shown), expected);
    assert.deepEqual(tasks('job.yaml', text).map(shown), expected);
  });

  it('are shells and modules of a playbook, in their order', () => {
    const text = [
      '- hosts: all',
      '  become: true',
      '  vars:',
      '    dir: /opt/dten',
      '  tasks:',
      '    - name: a block',
      '      block:',
      '        - shell: rm -rf {{ dir }}/old {{ other }}',
      '        - file: path=/srv/x state=absent',
      '      rescue:',
      '        - command: { argv: [systemctl, start, dtend] }',
      '      when: old.stat.exists',
      '    - ansible.builtin.systemd: { name: dtend, state: restarted, daemon_reload: yes }',
      '      become_user: dten',
      '    - copy: { src: a b.conf, dest: /etc/dten.conf, mode: "0640", backup: yes }',
      '      ignore_errors: true',
      '    - community.docker.docker_container: { name: web }',
      '    - community.docker.docker_container: { name: db, image: "postgres:16", volumes: ["db:/data"] }',
      '    - community.docker.docker_swarm: { state: present }',
      '    - apt: { name: [dten, jq], state: absent }',
      '    - debug: { msg: nothing }',
      '    - ansible.posix.selinux: { state: permissive }',
      '    - ansible.posix.firewalld: { port: 80/tcp, state: enabled }',
      '  handlers:',
      '    - reboot:',
      '',
    ].join('\n');
    assert.deepEqual(tasks('site.yml', text).map(shown), [
      'deployed? root: rm -rf /opt/dten/old ${template}',
      'deployed? root: rm -rf /srv/x',
      'deployed? root: systemctl start dtend',
      'deployed dten: systemctl daemon-reload && systemctl restart dtend',
      "deployed root: cp -p /etc/dten.conf '/etc/dten.conf.backup~' && cp 'a b.conf' /etc/dten.conf && chmod 0640 /etc/dten.conf || true",
      'deployed root: docker start web',
      'deployed root: docker run -d --name db -v db:/data postgres:16',
      'deployed root: docker_swarm',
      'deployed root: apt-get remove -y dten jq',
      'deployed root: setenforce 0',
      'deployed root: firewall-cmd --add-port=80/tcp',
      'deployed? root: reboot',
    ]);
  });

  it('are those of lists in folders below, and of modules for disks, databases, sources and the firewall', () => {
    const text = [
      '- ansible.posix.mount: { path: /srv, state: unmounted }',
      '- community.general.filesystem: { dev: /dev/sdb, fstype: xfs, force: true }',
      '- community.general.lvol: { vg: data, lv: old, state: absent }',
      '- community.postgresql.postgresql_db: { name: dten, state: absent }',
      '- community.mysql.mysql_db: { name: dten, state: import, target: dump.sql }',
      '- apt_repository: { repo: "deb http://packages.dten.example stable main" }',
      '- rpm_key: { key: https://packages.dten.example/key.asc }',
      '- ansible.builtin.iptables: { flush: true }',
      '- ansible.builtin.hostname: { name: app01 }',
      '- ansible.posix.selinux: { state: "{{ wanted }}" }',
      '- win_reboot:',
      '',
    ].join('\n');
    assert.deepEqual(tasks('roles/base/tasks/cat_1/disks.yml', text).map(shown), [
      'deployed: umount /srv',
      'deployed: mkfs -t xfs /dev/sdb',
      'deployed: lvremove data/old',
      'deployed: dropdb dten',
      'deployed: mysqlimport -d dten dump.sql',
      "deployed: add-apt-repository -y 'deb http://packages.dten.example stable main'",
      'deployed: rpm --import https://packages.dten.example/key.asc',
      'deployed: iptables -F',
      'deployed: hostnamectl set-hostname app01',
      'deployed: setenforce "${template}"',
      'deployed: reboot',
    ]);
  });

  it('are those of modules for accounts, services of the net, clusters and clients of databases', () => {
    const text = [
      '- user: { name: dten, uid: 0, groups: [sudo, adm] }',
      '- authorized_key: { user: root, key: "{{ key }}" }',
      '- uri: { url: "https://git.dten.example/projects/1/hooks", method: POST }',
      '- uri: { url: "https://api.dten.example/health" }',
      '- docker_container: { name: agent, image: "dten/agent:5.2", privileged: true, capabilities: [SYS_ADMIN] }',
      '- kubernetes.core.k8s: { definition: { kind: Namespace } }',
      '- kubernetes.core.helm: { name: dten, state: absent }',
      '- community.mongodb.mongodb_shell: { eval: "db.users.drop()" }',
      '- community.general.mssql_script: { script: DROP TABLE users }',
      '- community.general.pamd: { name: sshd, type: auth }',
      '- community.general.timezone: { name: Europe/Berlin }',
      '- community.general.github_webhook: { repository: dten/hub, url: "https://ci.dten.example" }',
      '- community.general.mail: { to: ops@dten.example }',
      '',
    ].join('\n');
    assert.deepEqual(tasks('roles/base/tasks/main.yml', text).map(shown), [
      'deployed: useradd -u 0 -G sudo,adm dten',
      'deployed: tee -a /root/.ssh/authorized_keys',
      'deployed: curl -X POST https://git.dten.example/projects/1/hooks',
      'deployed: curl https://api.dten.example/health',
      'deployed: docker run -d --name agent --privileged --cap-add=SYS_ADMIN dten/agent:5.2',
      'deployed: kubectl apply -f -',
      'deployed: helm uninstall dten',
      "deployed: mongosh --eval 'db.users.drop()'",
      "deployed: sqlcmd -Q 'DROP TABLE users'",
      "deployed: sed -i '' /etc/pam.d/sshd",
      'deployed: timedatectl set-timezone Europe/Berlin',
      'deployed: gh api -X POST repos/dten/hub/hooks',
      'deployed: mail ops@dten.example',
    ]);
  });

  it('are scriptlets of a spec file, with what its macros stand for as far as the file or rpm says so', () => {
    const text = [
      '%define unit web.socket',
      'Name: dten',
      '%install',
      'make install',
      '%post -p /sbin/ldconfig',
      '%pre',
      '%if 0%{?fedora}',
      'getent passwd dten || useradd -r -d %{_sharedstatedir}/dten dten',
      '%endif',
      '%postun',
      '%systemd_postun dtend.service',
      '%systemd_postun_with_restart %{name}.service %{unit} %{other}.path',
      'rm -rf /var/lib/dten',
      '%files',
      '/opt/dten',
      '',
    ].join('\n');
    const found = specTasks(text);
    assert.deepEqual(found.map(shown), [
      'deployed root: /sbin/ldconfig',
      'deployed root: getent passwd dten || useradd -r -d /var/lib/dten dten',
      'deployed? root: if [ "$1" -ge 1 ]; then systemctl try-restart dten.service web.socket ${macro}.path || :; fi\nrm -rf /var/lib/dten',
    ]);
    for (const { source } of found.slice(2)) {
      const written = (part: string): string => {
        const { start, end } = fileSpan(source, { start: source.text.indexOf(part), end: source.text.indexOf(part) + part.length });
        return text.slice(start, end);
      };
      assert.equal(written('rm -rf /var/lib/dten'), 'rm -rf /var/lib/dten');
      assert.equal(written('web.socket'), '%{unit}');
    }
  });

  it('are functions that pacman calls, each with the whole file', () => {
    const text =
      'stopped() {\n  systemctl stop dtend\n}\npre_upgrade() {\n  stopped\n}\nfunction post_remove {\n  rm -rf /var/lib/dten\n}\n';
    const found = installTasks(text);
    assert.deepEqual(found.map(shown), [`deployed root: ${text}\npre_upgrade`, `deployed? root: ${text}\npost_remove`]);
    const [{ source }] = found as [Task];
    assert.deepEqual(fileSpan(source, { start: text.length + 1, end: source.text.length }), {
      start: text.indexOf('pre_upgrade'),
      end: text.indexOf('pre_upgrade') + 'pre_upgrade'.length,
    });
  });

  it('stand where they are written, in blocks and behind templates', () => {
    const text = '- shell: |\n    echo {{ a }}\n    rm -rf /srv/x\n';
    const [task] = tasks('roles/web/tasks/main.yml', text);
    const at = task?.source.text.indexOf('rm') ?? -1;
    const { start, end } = fileSpan(task?.source ?? assert.fail(), { start: at, end: at + 'rm -rf /srv/x'.length });
    assert.equal(text.slice(start, end), 'rm -rf /srv/x');
  });

  it('are shells of containers, with their arguments', () => {
    const pod = (kind: string, container: string) => `kind: ${kind}\nspec:\n  containers:\n    - name: web\n${container}`;
    const of = (text: string) => tasksIn(configsIn('pod.yaml', text), text, 'pod.yaml').map(shown);
    assert.deepEqual(of(pod('Job', '      command: [/bin/sh, -ec]\n      args:\n        - |\n          rm -rf /a\n')), [
      'deployed in web: rm -rf /a',
    ]);
    assert.deepEqual(of(pod('Deployment', '      command: ["/usr/bin/app", "serve"]\n')), []);
    assert.deepEqual(of(pod('Job', `      command: [psql, -c, "SELECT 'a'"]\n`)), ["deployed in web: psql -c 'SELECT '\\''a'\\'''"]);
    assert.deepEqual(of(pod('Job', '      command: [nsenter, -t, "1", -m, --, systemctl, stop, kubelet]\n')), [
      'deployed in web: nsenter -t 1 -m -- systemctl stop kubelet',
    ]);
    assert.deepEqual(of(pod('Deployment', '      args: [sh, -c, reboot]\n')), [], 'what gets the arguments is in the image');
    assert.deepEqual(of(pod('Pod', '      lifecycle:\n        preStop:\n          exec:\n            command: [sh, -c, "sleep 5"]\n')), [
      'deployed in web: sleep 5',
    ]);
    const text =
      'services:\n  db:\n    image: postgres:16\n    command: sh -c "echo $$HOME"\n  web:\n    entrypoint: [bash, -c]\n    command: ["exit 0"]\n';
    assert.deepEqual(tasks('docker-compose.yml', text).map(shown), ['kept in db: sh -c "echo $HOME"', 'kept in web: exit 0']);
  });

  it('are what npm runs by itself', () => {
    const text = '{ "scripts": { "postinstall": "node \\"x\\".js", "test": "mocha" } }';
    assert.deepEqual(tasks('portal/package.json', text).map(shown), ['deployed: node "x".js']);
    assert.deepEqual(tasksIn(configsIn('package.json', text), text, 'node_modules/a/package.json'), []);
  });

  it('are what cloud-init runs when a host boots first', () => {
    const text =
      '#cloud-config\npackage_upgrade: true\nruncmd:\n  - systemctl restart dtend\n  - [systemctl, enable, dtend]\nwrite_files:\n  - path: /etc/dten.conf\n    content: runcmd\n';
    const found = tasks('user-data.yaml', text);
    assert.deepEqual(found.map(shown).sort(), [
      'booted root: apt-get -y upgrade',
      'booted root: systemctl enable dtend',
      'booted root: systemctl restart dtend',
    ]);
    assert.equal(mayHoldTasks('values.yaml', text.replace('#cloud-config\n', '')), false);
  });

  it('are what supervisors, monitors, hooks and composer are told to run', () => {
    for (const [path, text, ...found] of [
      ['supervisord.conf', '[program:dtend]\ncommand=sh -c "exec dtend"\nautostart=true\n', 'kept: sh -c "exec dtend"'],
      ['telegraf.conf', '[[inputs.exec]]\n  commands = ["df -h", "free"]\n', 'scheduled: df -h', 'scheduled: free'],
      ['vector.toml', '[sources.a]\ntype = "exec"\ncommand = ["sh", "-c", "df -h"]\n', "scheduled: sh -c 'df -h'"],
      ['etc/wireguard/wg0.conf', '[Interface]\nPostUp = iptables -F\n', 'kept: iptables -F'],
      ['etc/openvpn/a.conf', 'script-security 2\nup "/opt/dten/up tun0"\nverb 3\n', 'kept: /opt/dten/up tun0'],
      ['postgresql.conf', "archive_command = 'cp %p /srv/%f'\n", 'kept: cp %p /srv/%f'],
      ['user-data', '#cloud-config\nruncmd:\n  - touch a\n', 'booted root: touch a'],
      ['hooks.json', '[{ "id": "a", "execute-command": "/opt/dten/up" }]\n', 'kept: /opt/dten/up'],
      ['composer.json', '{ "scripts": { "post-install-cmd": ["touch a"], "test": "phpunit" } }\n', 'deployed: touch a'],
      [
        'composer.json',
        '{ "scripts": { "post-install-cmd": ["@php bin/console cache:clear", "@warm", "@putenv APP_ENV=prod", "@nobody", "Acme\\\\Setup::run", "@composer dump-autoload"], "warm": ["@php bin/warm", "@warm", "curl -fsS http://a.example/"] } }\n',
        'deployed: php bin/console cache:clear',
        'deployed: php bin/warm',
        'deployed: @warm',
        'deployed: curl -fsS http://a.example/',
        'deployed: export APP_ENV=prod',
        'deployed: @nobody',
        'deployed: Acme\\Setup::run',
        'deployed: composer dump-autoload',
      ],
    ] as const)
      assert.deepEqual(tasks(path, text).map(shown), found, path);
    assert.equal(mayHoldTasks('app.ini', '[program]\ncommand=a\n'), false);
  });

  it('are looked for where they may be only', () => {
    assert.equal(mayHoldTasks('conf/app.yaml', 'hostname: a\nserver:\n  port: 1\n'), false);
  });
});
