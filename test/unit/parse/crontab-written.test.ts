import assert from 'node:assert/strict';
import { writtenCrontabs } from '../../../src/core/parse/crontab/written';
import { parseShell } from '../../../src/core/parse/shell';

/** Each job as the file it goes to, its schedule, user and command. */
const jobsOf = (text: string): string[] =>
  writtenCrontabs(parseShell(text), text).flatMap(({ jobs, written }) =>
    jobs.map(({ schedule, user, command }) => [written?.file?.text ?? '-', schedule, user ?? '-', command].join(' | ')),
  );

describe('crontabs that scripts write', () => {
  const cases: Readonly<Record<string, readonly [script: string, ...jobs: string[]]>> = {
    'here-document': ["cat > /etc/cron.d/x <<'EOF'\nA=b\n0 3 * * * root /x\nEOF\n", '/etc/cron.d/x | 0 3 * * * | root | /x'],
    'here-document that expands': [
      'cat <<EOF >"$ROOT/etc/cron.d/x"\n$MINUTE 3 * * * root $BIN/x\nEOF\n',
      '"$ROOT/etc/cron.d/x" | $MINUTE 3 * * * | root | $BIN/x',
    ],
    tee: ['echo "5 4 * * * dten /x" | sudo tee -a /etc/cron.d/x >/dev/null\n', '/etc/cron.d/x | 5 4 * * * | dten | /x'],
    'tee with a here-document': ['sudo tee /etc/cron.d/x <<EOF\n@daily root /x\nEOF\n', '/etc/cron.d/x | @daily | root | /x'],
    'echo into a file': ["echo '* * * * * root /x' >> /etc/crontab\n", '/etc/crontab | * * * * * | root | /x'],
    'printf with line ends': [
      "printf 'A=b\\n0 3 * * * root /x\\n1 3 * * * root /y\\n' > /etc/cron.d/x\n",
      '/etc/cron.d/x | 0 3 * * * | root | /x',
      '/etc/cron.d/x | 1 3 * * * | root | /y',
    ],
    'printf with a form': [
      "printf '%s\\n' 'A=b' '0 3 * * * root /x' \"1 3 * * * root $BIN/y\" > /etc/cron.d/x\n",
      '/etc/cron.d/x | 0 3 * * * | root | /x',
      '/etc/cron.d/x | 1 3 * * * | root | $BIN/y',
    ],
    'a here-string': ["tee /etc/cron.d/x <<< '0 3 * * * root /x' >/dev/null\n", '/etc/cron.d/x | 0 3 * * * | root | /x'],
    'a here-string for crontab': ['crontab - <<< "0 3 * * * /x"\n', '- | 0 3 * * * | - | /x'],
    'a group that ends at crontab': [
      '(crontab -l 2>/dev/null; echo "0 3 * * * /x >/dev/null 2>&1") | crontab -\n',
      '- | 0 3 * * * | - | /x >/dev/null 2>&1',
    ],
    'a group of braces': ['{ crontab -l | grep -v x; echo "0 3 * * * /x"; } | crontab -u www -\n', '- | 0 3 * * * | - | /x'],
    'a pipe': ['echo "0 3 * * * /x" | crontab\n', '- | 0 3 * * * | - | /x'],
    'a file for crontab': ['crontab -l > "$T"\necho "0 3 * * * /x" >> "$T"\ncrontab "$T"\n', '- | 0 3 * * * | - | /x'],
    'a here-document for crontab': ['crontab - <<EOF\n0 3 * * * /x\nEOF\n', '- | 0 3 * * * | - | /x'],
    'one value for the schedule': ['echo "$WHEN root /x" > /etc/cron.d/x\n', '/etc/cron.d/x | $WHEN | root | /x'],
    'a spool file': ["echo '0 3 * * * /x' >> /var/spool/cron/crontabs/root\n", '/var/spool/cron/crontabs/root | 0 3 * * * | - | /x'],
  };
  for (const [name, [script, ...jobs]] of Object.entries(cases)) it(name, () => assert.deepEqual(jobsOf(script), jobs));

  it('are none where something else is written', () => {
    for (const text of [
      'echo "Add to cron: 0 3 * * * root /x"\n',
      'echo "0 3 * * * root /x"\n',
      'cat > /etc/cron.daily/x <<EOF\n#!/bin/sh\ndate\nEOF\n',
      'echo "0 3 * * * /x" > notes\ncrontab -l\n',
      'echo "0 3 * * * /x" > notes\n(crontab -l; date) | crontab -\n',
      'sed -i "s/x/y/" /etc/cron.d/x\n',
    ])
      assert.deepEqual(jobsOf(text), [], text);
  });

  it('have no faults in what the shell puts in', () => {
    const text = 'cat > /etc/cron.d/x <<EOF\n$M $H * * * $USER /x\n$(date +%M) 3 * * * root /y\nEOF\n';
    assert.deepEqual(
      writtenCrontabs(parseShell(text), text).flatMap(({ faults }) => faults.map(({ code }) => code)),
      [],
    );
  });
});
