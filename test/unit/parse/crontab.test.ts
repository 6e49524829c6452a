import assert from 'node:assert/strict';
import { hasUserColumn, parseCrontab, type Crontab } from '../../../src/core/parse/crontab';
import { randomSource } from '../../support/random';
import { growsInProportion } from '../../support/cpu-time';

const system = (text: string): Crontab => parseCrontab(text, { userColumn: true });
const own = (text: string): Crontab => parseCrontab(text, { userColumn: false });
const codes = ({ faults }: Crontab): string[] => faults.map(({ code }) => code);

describe('parseCrontab', () => {
  it('reads jobs of the system with their user', () => {
    const text = '17 *\t* * *\troot    cd / && run-parts --report /etc/cron.hourly\n';
    const { jobs, faults } = system(text);
    assert.deepEqual(faults, []);
    assert.equal(jobs.length, 1);
    assert.equal(jobs[0]?.schedule, '17 *\t* * *');
    assert.equal(jobs[0].user, 'root');
    assert.equal(jobs[0].command, 'cd / && run-parts --report /etc/cron.hourly');
  });

  it('gives places that hold what they say', () => {
    const text = '# a\r\nA=1\r\n  */5 1-3,7 * jan-mar Mon,2  dten  cmd --x  \r\n@reboot root y';
    const { jobs, variables } = system(text);
    const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    assert.deepEqual(
      jobs.map(({ scheduleSpan }) => slice(scheduleSpan)),
      ['*/5 1-3,7 * jan-mar Mon,2', '@reboot'],
    );
    assert.deepEqual(
      jobs.map(({ commandSpan }) => slice(commandSpan)),
      ['cmd --x', 'y'],
    );
    assert.deepEqual(
      jobs.map(({ span }) => slice(span)),
      ['*/5 1-3,7 * jan-mar Mon,2  dten  cmd --x', '@reboot root y'],
    );
    assert.deepEqual(
      variables.map(({ span }) => slice(span)),
      ['A=1'],
    );
  });

  it('reads jobs of one user, who has no column', () => {
    assert.deepEqual(
      own('0 3 * * * root x\n').jobs.map(({ user, command }) => [user, command]),
      [[undefined, 'root x']],
    );
  });

  it('reads variables as cron does', () => {
    const text = "A = b c \nB=\"x y\"\n'C D' = 'z'\nPATH=/bin:/usr/bin\nE=a=b\n";
    assert.deepEqual(
      own(text).variables.map(({ name, value }) => [name, value]),
      [
        ['A', 'b c'],
        ['B', 'x y'],
        ['C D', 'z'],
        ['PATH', '/bin:/usr/bin'],
        ['E', 'a=b'],
      ],
    );
  });

  it('takes a job that sets a variable for a job', () => {
    const { jobs, variables } = own('0 3 * * * FOO=bar cmd\n');
    assert.equal(variables.length, 0);
    assert.equal(jobs[0]?.command, 'FOO=bar cmd');
  });

  it('ends a command at an unescaped percent sign', () => {
    const [job, escaped] = own('0 3 * * * mail -s hi me%line one%line two\n0 4 * * * date +\\%F\n').jobs;
    assert.equal(job?.command, 'mail -s hi me');
    assert.equal(job.input, 'line one%line two');
    assert.equal(escaped?.command, 'date +\\%F');
    assert.equal(escaped.input, undefined);
  });

  it('leaves comments and blank lines alone', () => {
    assert.deepEqual(own('\n  \n# 0 3 * * * x\n\t#y\n'), { jobs: [], variables: [], faults: [], faultsCut: false });
    assert.deepEqual(own('').jobs, []);
  });

  it('says that cron skips a last line without an end', () => {
    assert.deepEqual(codes(system('@daily root x')), ['cron-line-end']);
    assert.equal(system('@daily root x').jobs.length, 1);
    assert.deepEqual(codes(system('@daily root x\n# the end')), []);
  });

  it('says once that cron keeps carriage returns', () => {
    const text = '# a\r\n\r\n0 3 * * * root x\r\n0 4 * * * root y\r\n';
    const { jobs, faults } = system(text);
    assert.deepEqual(
      jobs.map(({ command }) => command),
      ['x', 'y'],
    );
    assert.deepEqual(
      faults.map(({ code, span }) => [code, text.slice(span.start, span.end)]),
      [['cron-carriage-return', '\r']],
    );
    assert.deepEqual(codes(system('# a\r\nA=b\r\n')), [], 'comments and values bear them');
  });

  it('asks for a user and a command', () => {
    assert.deepEqual(codes(system('0 3 * * * root\n')), ['cron-incomplete']);
    assert.deepEqual(codes(system('0 3 * * * /usr/bin/x y\n')), ['cron-user']);
    assert.deepEqual(codes(system('@daily /usr/bin/x\n')), ['cron-incomplete']);
    assert.deepEqual(codes(own('0 3 * *\n')), ['cron-incomplete']);
  });

  it('bounds what it reports', () => {
    assert.equal(own('99 * * * * x\n'.repeat(500)).faults.length, 50);
  });

  it('tells by place or looks whether jobs name a user', () => {
    assert.equal(hasUserColumn('etc/cron.d/x', '0 3 * * * /usr/bin/x y\n'), true);
    assert.equal(hasUserColumn('var/spool/cron/crontabs/dten', '0 3 * * * dten x\n'), false);
    assert.equal(hasUserColumn('cron/dten.cron', '0 3 * * * dten /opt/x\n'), true);
    assert.equal(hasUserColumn('cron/dten.cron', '0 3 * * * /opt/x --all\n'), false);
    assert.equal(hasUserColumn('crontab', '0 3 * * * echo hi\n'), false);
  });

  /** One line each, and whether Debian's `crontab -n` takes it (cron 3.0pl1-162). */
  const judged: readonly (readonly [line: string, taken: boolean])[] = [
    ['* * * * * x', true],
    ['0 3 * * mon-fri x', true],
    ['0 3 * JAN,mar 0-7 x', true],
    ['*/5 1-9/2 1,15 * 7 x', true],
    ['007 3 * * * x', true],
    ['1~5 3 * * * x', true],
    ['0\t3\t*\t*\t*\tx', true],
    ['  0 3 * * * x', true],
    ['5-1 3 * * * x', true],
    ['@daily x', true],
    ['@annually x', true],
    ['FOO=bar', true],
    ['FOO = "a b"', true],
    ["'A'='b'", true],
    ['A=b\r', true],
    ['# x\r', true],
    ['60 3 * * * x', false],
    ['0 24 * * * x', false],
    ['0 3 0 * * x', false],
    ['0 3 32 * * x', false],
    ['0 3 * 13 * x', false],
    ['0 3 * * 8 x', false],
    ['*/0 3 * * * x', false],
    ['5/10 3 * * * x', false],
    ['1, 3 * * * x', false],
    ['a 3 * * * x', false],
    ['0 3 * xyz * x', false],
    ['0 3 * * 1- x', false],
    ['*/a 3 * * * x', false],
    ['@Daily x', false],
    ['@every x', false],
    ['FOO BAR', false],
    ['A=', false],
    ['A="b', false],
    ['A="b" c', false],
    ['\r', false],
  ];
  for (const [line, taken] of judged) {
    it(`${taken ? 'takes' : 'refuses'} ${JSON.stringify(line)}, as cron does`, () =>
      assert.equal(own(`${line}\n`).faults.length === 0, taken));
  }

  it('survives any text', () => {
    const seed = 20261121;
    const random = randomSource(seed);
    const pieces = [
      '*',
      '0',
      '59',
      '-',
      '/',
      ',',
      ' ',
      '\t',
      '\n',
      '\r\n',
      '\r',
      '@daily',
      '@',
      '=',
      '"',
      "'",
      '%',
      '\\%',
      '#',
      'mon',
      'root',
      'x',
      '\0',
      'é',
      '~',
      '999999999999',
    ];
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: random.below(40) }, () => random.pick(pieces)).join('');
      for (const crontab of [system(text), own(text)]) {
        for (const { span } of [...crontab.jobs, ...crontab.variables, ...crontab.faults]) {
          assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, `seed ${seed}, ${JSON.stringify(text)}`);
        }
        for (const { command, commandSpan } of crontab.jobs) assert.equal(text.slice(commandSpan.start, commandSpan.end), command);
      }
    }
  });

  it('takes time in proportion to the text', async () => {
    for (const piece of ['""', '0,', 'AA', ' \t', '\r\r', '1-']) {
      await growsInProportion(100_000, (size) => system(`${piece.repeat(size)}\n`), piece);
      await growsInProportion(100_000, (size) => own(`0 ${piece.repeat(size)} * * * x\n`), piece);
    }
  });
});
