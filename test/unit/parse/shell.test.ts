import assert from 'node:assert/strict';
import { parseShell, type ShellCommand, type ShellScript, type ShellWord } from '../../../src/core/parse/shell';
import type { Span } from '../../../src/core/text/span';

const names = (script: ShellScript) => script.commands.map(({ name }) => name);
const cut = (text: string, { start, end }: Span) => text.slice(start, end);
const only = (text: string): ShellCommand => {
  const [command] = parseShell(text).commands;
  assert.ok(command);
  return command;
};
const values = (words: readonly ShellWord[]) => words.map(({ value }) => value);

describe('parseShell', () => {
  it('finds every command, wherever it stands', () => {
    const text = [
      'a; b && c || d | e &',
      'if f; then g; elif h; then i; else j; fi',
      'while k; do l; done; until m; do n; done',
      'for x in $(o) `p`; do q; done',
      'case $(r) in s) t;; *) u;; esac',
      'v() { w; }; function x { y; }',
      '(z; { aa; }) >"$(bb)"',
      'cc=$(dd "$(ee)") ff <(gg) "${hh:-$(ii)}"',
      'jj <<EOF\n$(kk)\nEOF',
      '[[ -n $(ll) ]] && (( $(mm) > 1 ))',
      'nn $((1 + $(oo)))',
    ].join('\n');
    const script = parseShell(text);
    assert.deepEqual(script.faults, []);
    assert.deepEqual(
      new Set(names(script)),
      new Set('a b c d e f g h i j k l m n o p q r t u w y z aa bb dd ee ff gg ii jj kk ll mm nn oo'.split(' ')),
    );
  });

  it('gives commands in the order of the file', () => {
    const { commands } = parseShell('f() { a "$(b)"; }\nc | d\ne\n');
    assert.deepEqual(
      commands.map(({ name }) => name),
      ['a', 'b', 'c', 'd', 'e'],
    );
  });

  it('gives words with their places, as written and as meant', () => {
    const text = `cp -p 'a b' "c d"  e\\ f $'g\\th' "x"'y'z >/dev/null 2>&1`;
    const command = only(text);
    assert.deepEqual(values(command.words), ['cp', '-p', 'a b', 'c d', 'e f', 'g\th', 'xyz']);
    assert.deepEqual(
      command.words.map(({ span }) => cut(text, span)),
      ['cp', '-p', "'a b'", '"c d"', 'e\\ f', "$'g\\th'", `"x"'y'z`],
    );
    assert.ok(command.words.every(({ text: written, span }) => written === cut(text, span)));
    assert.deepEqual(
      command.redirects.map(({ operator, target }) => operator + cut(text, target.span)),
      ['>/dev/null', '>&1'],
    );
    assert.equal(cut(text, command.span), text);
  });

  it('says nothing of a value that it does not know', () => {
    const { words } = only('echo $1 "$(date)" `date` ${x:-y} a*.sh {a,b} ~ "$undefined" $((1 + 1)) x$1');
    assert.deepEqual(
      values(words.slice(1)).filter((value) => value !== undefined && value !== '~'),
      [],
    );
  });

  it('takes the path off a name, and has none for a computed one', () => {
    assert.deepEqual(names(parseShell('/bin/systemctl stop x; "$tool" y; ./z.sh')), ['systemctl', undefined, 'z.sh']);
  });

  it('looks behind wrappers', () => {
    const cases: Record<string, string> = {
      'sudo -n -u postgres -- psql -c x': 'sudo',
      'sudo -u a env -u B C=1 D=2 nohup nice -n 5 psql': 'sudo env nohup nice',
      'exec timeout -k 5 30s psql': 'exec timeout',
      'flock -w 5 /run/lock psql': 'flock',
      'chroot /target /usr/bin/psql': 'chroot',
      'command psql': 'command',
    };
    for (const [text, expected] of Object.entries(cases)) {
      const command = only(text);
      assert.equal(command.name, 'psql', text);
      assert.equal(command.wrappers.map(([word]) => word?.value).join(' '), expected, text);
    }
    assert.equal(only('sudo -v').name, 'sudo');
  });

  it('reads assignments before a command, alone, and as arguments', () => {
    const text = 'PGHOST=db01 X="$1" psql\nY=2\nreadonly Z=3\n';
    const [psql, alone, readonly] = parseShell(text).commands;
    assert.deepEqual(
      psql?.assignments.map(({ name, value, span }) => [name, value?.value, cut(text, span)]),
      [
        ['PGHOST', 'db01', 'PGHOST=db01'],
        ['X', undefined, 'X="$1"'],
      ],
    );
    assert.deepEqual([alone?.name, alone?.assignments[0]?.name], [undefined, 'Y']);
    assert.deepEqual(
      readonly?.words.map(({ text: written }) => written),
      ['readonly', 'Z=3'],
    );
  });

  it('reads heredocs: body, and whether it expands', () => {
    const text = "psql -d x <<'SQL' && cat <<-END\nSELECT '$1';\nSQL\n\tbody $x\n\tEND\nlast\n";
    const script = parseShell(text);
    assert.deepEqual(
      script.commands.map(({ name, heredocs }) => [name, heredocs.map(({ span, expands }) => [cut(text, span), expands])]),
      [
        ['psql', [["SELECT '$1';\n", false]]],
        ['cat', [['\tbody $x\n', true]]],
        ['last', []],
      ],
    );
  });

  it('knows the pipeline and the function that hold a command', () => {
    const script = parseShell('f() { pg_dump x | gzip | tee y; }\nf; ls\n');
    assert.deepEqual(
      script.commands.map(({ name, inFunction, pipeline }) => [name, inFunction, pipeline.map((part) => part.name).join('|')]),
      [
        ['pg_dump', 'f', 'pg_dump|gzip|tee'],
        ['gzip', 'f', 'pg_dump|gzip|tee'],
        ['tee', 'f', 'pg_dump|gzip|tee'],
        ['f', undefined, 'f'],
        ['ls', undefined, 'ls'],
      ],
    );
  });

  it('knows constants, and only those', () => {
    const text = [
      'A=one; B="two words"; readonly C=three; export D=4',
      'twice=1; twice=2; if x; then branch=1; fi; f() { inside=1; }; read -r input; input=1; added=1; added+=2; PRE=1 cmd',
      'computed=$(date); from=$A; for loop in 1 2; do :; done',
      'echo "$A-${B}" $C$D $twice $branch $inside $input $added $PRE $computed $loop',
    ].join('\n');
    const script = parseShell(text);
    assert.deepEqual([...script.constants.keys()].sort(), ['A', 'B', 'C', 'D']);
    assert.equal(cut(text, script.constants.get('B')?.span ?? { start: 0, end: 0 }), '"two words"');
    assert.deepEqual(values(script.commands.findLast(({ name }) => name === 'echo')?.words ?? []).slice(1), [
      'one-two words',
      'three4',
      ...Array<undefined>(8).fill(undefined),
    ]);
  });

  it('knows the keys of elements, and elements that come one by one', () => {
    const text = 'declare -A u=([web]=nginx ["old one"]="dtend"); v[a]=x; v[b]="y z"; if q; then w[a]=x; fi; w[b]=y\n';
    const { arrays } = parseShell(text);
    assert.deepEqual(
      [...arrays].map(([name, words]) => [name, words.map(({ key, value, span }) => [key, value, cut(text, span)])]),
      [
        [
          'u',
          [
            ['web', 'nginx', 'nginx'],
            ['old one', 'dtend', '"dtend"'],
          ],
        ],
        [
          'v',
          [
            ['a', 'x', 'x'],
            ['b', 'y z', '"y z"'],
          ],
        ],
      ],
    );
  });

  it('knows arrays and loops over words', () => {
    const text =
      'UNITS=(a.service "b c" $(d)); declare -a MORE=(x); MORE+=(y)\nfor unit in "${UNITS[@]}" e; do start "$unit"; done\nfor arg; do :; done\n';
    const { arrays, loops } = parseShell(text);
    assert.deepEqual(
      [...arrays].map(([name, words]) => [name, values(words)]),
      [
        ['UNITS', ['a.service', 'b c', undefined]],
        ['MORE', ['x', 'y']],
      ],
    );
    assert.deepEqual(
      loops.map(({ variable, words, body }) => [variable, words.map((word) => word.text), cut(text, body)]),
      [['unit', ['"${UNITS[@]}"', 'e'], 'start "$unit"']],
    );
  });

  it('tells what runs if a command fails, and what decides whether one runs', () => {
    const text = [
      'a || b; c && d; e && f || g',
      'if h; then i; else j; fi; if ! k; then l; fi; while m; do n; done',
      '{ o; p; } || true; q | r || s; ! t',
      'u() { v; }; u || w; x',
    ].join('\n');
    const { commands, conditions } = parseShell(text);
    const failures = commands.flatMap(({ name, onFailure }) => (onFailure ? [`${name ?? ''}>${cut(text, onFailure)}`] : []));
    assert.deepEqual(failures, [...['a>b', 'e>g', 'f>g', 'h>j; fi', 'k>l', 'm>', 'o>true', 'p>true', 'q>s', 'r>s', 't>', 'u>w']]);
    assert.deepEqual(
      conditions.map((condition) => cut(text, condition).replace(/;$/, '')),
      ['a', 'c', 'e', 'f', 'h', '! k', 'm', '{ o; p; }', 'q | r', 'u'],
    );
  });

  it('gives commands in escaped backticks the place of the whole substitution', () => {
    const text = 'x=`a "\\`b \\\\\\$c\\`"; d`; e=`f g`; h\n';
    const script = parseShell(text);
    assert.deepEqual(script.faults, []);
    assert.deepEqual(new Set(names(script).filter(Boolean)), new Set(['a', 'b', 'd', 'f', 'h']));
    const outer = text.slice(2, text.indexOf('; e='));
    for (const { name, span, words } of script.commands) {
      if (['a', 'b', 'd'].includes(name ?? '')) {
        for (const at of [span, ...words.map((word) => word.span)]) assert.equal(cut(text, at), outer);
      }
    }
    const plain = script.commands.find(({ name }) => name === 'f');
    assert.equal(cut(text, plain?.span ?? { start: 0, end: 0 }), 'f g');
  });

  it('goes on after a fault', () => {
    const script = parseShell('a\nif b; then\n  c )\nd "$(e"\n');
    assert.ok(script.faults.length > 0);
    assert.ok(names(script).includes('a') && names(script).includes('b'));
  });
});
