import assert from 'node:assert/strict';
import { effectsOf } from '../../../src/core/effects/interpret';
import { plainText } from '../../../src/core/parse/mapped-text';
import { parseShell } from '../../../src/core/parse/shell';
import { closed } from '../../../src/core/parse/shell-template';

const stepsIn = (text: string) => effectsOf(parseShell(text), plainText(text)).steps;
const shown = (template = '') => closed(template).replaceAll('\0', '*');
const runFrom = (text: string): string[] => stepsIn(text).flatMap(({ kind, from }) => (kind === 'script.run' ? [shown(from)] : []));
const prompts = (text: string): string[] => stepsIn(text).flatMap(({ kind, by }) => (kind === 'prompt' ? [by] : []));
const killed = (text: string): string[] =>
  stepsIn(text).flatMap(({ kind, target }) => (/kill|reload/.test(kind) ? [`${kind} ${shown(target)}`] : []));

describe('scripts that are fetched and run', () => {
  for (const text of [
    'curl -fsSL https://get.example/hub.sh | sh',
    'curl -fsSL https://get.example/hub.sh | sudo -E bash -',
    'wget -qO- https://get.example/hub.sh | tr -d "\\r" | bash -s -- --yes',
    'curl --retry 3 -o - --url https://get.example/hub.sh | python3 -',
    'bash <(curl -s https://get.example/hub.sh) --yes',
    'bash -c "$(curl -fsSL https://get.example/hub.sh)"',
    'eval "$(wget -qO- https://get.example/hub.sh)"',
    '. <(curl -s https://get.example/hub.sh)',
    "su - app -c 'curl https://get.example/hub.sh | bash'",
    'U=https://get.example; curl "$U/hub.sh" | bash',
  ]) {
    it(text, () => assert.deepEqual(runFrom(text), ['https://get.example/hub.sh']));
  }

  it('are not what is only read, or handed to a program as its input', () => {
    for (const text of [
      'curl -s https://a.example/list | bash filter.sh',
      'curl -s https://a.example/list | python3 -c "import json, sys; print(json.load(sys.stdin))"',
      'curl -s https://a.example/list | python3 -m json.tool',
      'curl -s https://a.example/list | grep bash',
      'VERSION=$(curl -s https://a.example/latest)',
      'echo "$(curl -s https://a.example/latest)"',
      'bash install.sh "$(curl -s https://a.example/latest)"',
    ]) {
      assert.deepEqual(runFrom(text), [], text);
    }
  });

  it('are told of archives as well', () => {
    const [step] = stepsIn('curl -L https://a.example/x.tgz | tar xz -C /opt').filter(({ kind }) => kind === 'archive.extract');
    assert.equal(step?.from, 'https://a.example/x.tgz');
  });
});

describe('what waits for a person', () => {
  it('are questions, editors and package managers that ask', () => {
    for (const [text, by] of [
      ['read -r answer', 'read'],
      ['read -r answer < /dev/tty', 'read'],
      ['apt-get install nginx | tee log', 'apt-get install'],
      ['sudo yum install hub-5.2.0', 'yum install'],
      ['passwd app', 'passwd'],
      ['vi /etc/hub.conf', 'vi'],
      ['ssh-keygen -t ed25519 -f /etc/hub/key', 'ssh-keygen'],
      ['docker system prune -a', 'docker system'],
      ['mysql -u root -p hub', 'mysql'],
      ['while true; do read -p "Go on? " a; done', 'read'],
    ] as const) {
      assert.deepEqual(prompts(text), [by], text);
    }
  });

  it('are not what somebody feeds or answers', () => {
    for (const text of [
      'echo y | read answer',
      'while read -r line; do echo "$line"; done < list',
      'list() { while read -r line; do echo "$line"; done; }',
      'read -r a b <<< "$x"',
      'read -u3 line',
      'yes | apt-get install nginx',
      'apt-get -y install nginx',
      'apt-get install -qq nginx',
      'apt-get install $APT_OPTIONS nginx',
      'apt-get update',
      'dnf -y update',
      'echo "app:$P" | chpasswd',
      'ssh-keygen -t ed25519 -N "" -f /etc/hub/key',
      'DEBIAN_FRONTEND=noninteractive dpkg-reconfigure tzdata',
      'adduser --system --group hub',
      'adduser hub docker',
      'mysql -u root -p"$P" hub',
      'visudo -cf /etc/sudoers.d/hub',
      'EDITOR="sed -i s/a/b/" visudo -f /etc/sudoers.d/hub',
      'export VISUAL=/opt/hub/edit.sh; visudo',
    ]) {
      assert.deepEqual(prompts(text), [], text);
    }
  });
});

describe('processes that are killed', () => {
  it('are named where the substitution says so', () => {
    assert.deepEqual(killed('kill -9 $(pidof nginx)'), ['process.kill nginx']);
    assert.deepEqual(killed('kill "$(cat /run/hubd.pid)"'), ['process.kill hubd']);
    assert.deepEqual(killed('pkill -9 -u app hubd'), ['process.kill hubd']);
    assert.deepEqual(killed('killall -q hubd'), ['process.kill hubd']);
  });

  it('are not those that are asked to read their settings anew', () => {
    assert.deepEqual(killed('kill -HUP $(cat /run/nginx.pid)'), ['unit.reload nginx']);
    assert.deepEqual(killed('kill -s USR1 `cat /run/nginx.pid`\nkill -0 $PID'), []);
  });
});
