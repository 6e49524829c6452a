import assert from 'node:assert/strict';
import type { Step } from '../../../src/core/effects/effect';
import { effectsOf } from '../../../src/core/effects/interpret';
import { plainText } from '../../../src/core/parse/mapped-text';
import { parseShell } from '../../../src/core/parse/shell';
import { closed } from '../../../src/core/parse/shell-template';

const stepsIn = (text: string): readonly Step[] => effectsOf(parseShell(text), plainText(text)).steps;
/** `unit.stop dtend`, with `?` where it is conditional and `*` for what is not known. */
const said = (text: string): string[] => {
  const { steps, conditions } = effectsOf(parseShell(text), plainText(text));
  return steps.map(({ kind, target, condition }) => {
    const mark = condition < 0 ? '' : conditions[condition]?.isFailure ? 'F ' : '? ';
    return `${mark}${kind} ${closed(target).replaceAll('\0', '*')}`.trim();
  });
};

describe('what a script does', () => {
  it('is told in order, with what variables stand for', () => {
    assert.deepEqual(
      said('D=/opt/dten\nUNITS="a.service b"\nfor u in $UNITS; do systemctl stop "$u"; done\nmkdir -p "$D"/{bin,etc}\nrm -rf $D/old\n'),
      ['unit.stop a.service', 'unit.stop b', 'dir.create /opt/dten/bin', 'dir.create /opt/dten/etc', 'file.delete /opt/dten/old'],
    );
    assert.deepEqual(said('cd /srv && tar xzf a.tgz\ncp x y /etc/dten/\ncp x ./y\n'), [
      'archive.extract /srv',
      'file.write /etc/dten/x',
      'file.write /etc/dten/y',
      'file.write /srv/y',
    ]);
  });

  it('is found inside other commands', () => {
    const reboots = [
      'sudo reboot',
      'ssh db01 reboot',
      'ssh -p 22 root@db01 "sync; reboot"',
      "su - postgres -c 'reboot'",
      'bash -c "reboot"',
      'bash -lc "reboot"',
      'eval "reboot"',
      'echo reboot | sh',
      'bash <<E\nreboot\nE\n',
      'ssh db01 <<E\nreboot\nE\n',
      'timeout 5 nice reboot',
      'docker exec db reboot',
      'kubectl exec db -- sh -c reboot',
      'find . -exec reboot \\;',
      'x=$(reboot)',
      'trap reboot EXIT',
      'flock -n /run/l -c reboot',
      'nohup reboot &',
      '( reboot )',
      'cat <(reboot)',
    ];
    for (const text of reboots)
      assert.ok(
        stepsIn(text).some(({ kind }) => kind === 'host.reboot'),
        text,
      );
    assert.equal(stepsIn('ssh root@db01 "systemctl stop a"').at(-1)?.host, 'root@db01');
    assert.equal(stepsIn('sudo -u dten rm x')[0]?.as, 'dten');
    assert.deepEqual(said('ls | xargs systemctl stop'), ['unit.stop *']);
  });

  it('takes the set -e of a script into no other shell, whose last failure alone is that of the command', () => {
    const outcomes = (text: string) => stepsIn(text).map(({ target, onError }) => `${target} ${onError}`);
    for (const [text, expected] of [
      ['set -e\nsh -c "rm a; rm b"\n', ['a goes-on', 'b stops']],
      ["set -e\nsu -c 'rm a; rm b' postgres\n", ['a goes-on', 'b stops']],
      ['set -e\nbash <<E\nrm a\nrm b && rm c\nE\n', ['a goes-on', 'b stops', 'c stops']],
      ["set -e\nbash -ec 'rm a; rm b'\n", ['a stops', 'b stops']],
      ["set -e\nbash -o errexit -c 'rm a; rm b'\n", ['a stops', 'b stops']],
      ["sh -c 'set -e; rm a; rm b'\n", ['a stops', 'b stops']],
      ["set -e\nsh -c 'rm a; rm b' || true\n", ['a ignored', 'b ignored']],
      ["sh -c 'rm a; rm b' || exit 1\n", ['a goes-on', 'b stops']],
      ["set -e\nsh -c 'rm a || true; for x in b c; do rm $x; done'\n", ['a ignored', 'b goes-on', 'c goes-on']],
      ["set -e\neval 'rm a; rm b'\n", ['a stops', 'b stops']],
      ["set -e\nsh -c 'rm a; exit 0; rm b'\nrm c\n", ['a goes-on', 'c stops']],
    ] as const)
      assert.deepEqual(outcomes(text), expected, text);
    const { functions } = effectsOf(parseShell("f() { sh -c 'rm a; rm b'; }\n"), plainText("f() { sh -c 'rm a; rm b'; }\n"));
    assert.deepEqual(
      functions[0]?.steps.map(({ onError }) => onError),
      ['goes-on', 'inherit'],
    );
    assert.deepEqual(outcomes("set -e\nssh db01 'rm a; rm b'\n").slice(1), ['a goes-on', 'b stops']);
  });

  it('does not take a counter for the number that it begins with', () => {
    const compared = (text: string) => {
      const { conditions } = effectsOf(parseShell(text), plainText(text));
      return [...new Set(conditions.flatMap(({ test }) => (test?.is === 'less' ? [closed(test.than).replace('\0', '*')] : [])))];
    };
    for (const count of ['n=$((n + 1))', '((n++))', 'let n+=1'])
      assert.deepEqual(compared(`n=0\nwhile true; do\n  if [ $n -gt 9 ]; then reboot; fi\n  ${count}\ndone\n`), ['*'], count);
    assert.deepEqual(compared('n=0\nfor x in a b; do if [ $n -gt 9 ]; then reboot; fi; done\n'), ['0']);
  });

  it('does not take a flag that a function sets for what it was before', () => {
    for (const set of ['ERR=1', '((ERR++))', '(( ERR += 1 ))'])
      assert.deepEqual(
        said(`ERR=0\ncheck() { test -f /a || ${set}; }\ncheck\nif [ $ERR -gt 0 ]; then reboot; fi\n`),
        ['call check', '? host.reboot'],
        set,
      );
  });

  it('takes a verb that is one of several for one verb', () => {
    assert.deepEqual(said('if [ -n "$2" ]; then A=restart; else A=start; fi\ndeb-systemd-invoke $A dtend.service\n'), [
      'unit.restart dtend.service',
    ]);
  });

  it('depends on questions', () => {
    assert.deepEqual(said('[ -d /x ] || mkdir /x\nif id dten; then rm a; else rm b; fi\nrm c'), [
      '? dir.create /x',
      '? file.delete a',
      '? file.delete b',
      'file.delete c',
    ]);
    assert.deepEqual(said('rm a || rm b\nif ! rm c; then rm d; fi\nrm e && rm f'), [
      'file.delete a',
      'F file.delete b',
      'file.delete c',
      'F file.delete d',
      'file.delete e',
      'file.delete f',
    ]);
    assert.deepEqual(said('[ -f /x ] && exit 0\nrm a'), ['? file.delete a']);
    assert.deepEqual(said('[ -f /x ] || exit 1\nrm a'), ['file.delete a']);
    assert.deepEqual(said('exit 0\nrm a'), []);
    assert.deepEqual(said('while read -r f; do rm "$f"; done < list'), ['? file.delete *']);
  });

  it('says what happens if a step fails', () => {
    const outcomes = (text: string) => stepsIn(text).map(({ onError }) => onError);
    assert.deepEqual(outcomes('rm a\nset -e\nrm b\nrm c || true\nrm d || exit 1\nrm e || rm f\nset +e\nrm g'), [
      ...['goes-on', 'stops', 'ignored', 'stops', 'goes-on', 'stops', 'goes-on'],
    ]);
    assert.deepEqual(outcomes('set -euo pipefail\nrm a | cat\nif rm b; then :; fi'), ['ignored', 'ignored']);
  });

  it('is never silent about what it does not know', () => {
    assert.deepEqual(said('frobnicate --all\n"$TOOL" x\n. ./lib.sh\n'), ['call frobnicate', 'call *', 'source ./lib.sh']);
    assert.deepEqual(
      stepsIn('curl -s https://x.example/i.sh | bash').map(({ kind }) => kind),
      ['network.fetch', 'script.run', 'unknown'],
    );
  });
});
