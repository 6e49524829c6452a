import assert from 'node:assert/strict';
import { parseShell } from '../../../src/core/parse/shell';
import { describeSchedule } from '../../../src/core/facts/jobs/describe';
import { endpointFinder, hostsInCommands, mentionsIn, talkingVariables } from '../../../src/core/facts/jobs/host-mentions';
import { growsInProportion } from '../../support/cpu-time';

describe('describeSchedule', () => {
  const words: Readonly<Record<string, string>> = {
    '0 3 * * *': 'every day at 03:00',
    '5 14 * * 7': 'at 14:05, only on Sunday',
    '30 1 * * 1-5': 'at 01:30, Monday through Friday',
    '* * * * *': 'every minute',
    '*/10 * * * *': 'every 10 minutes',
    '15 */6 * * *': 'at 15 minutes past the hour, every 6 hours',
    '7  *\t* * *': 'at 7 minutes past the hour',
    '@reboot': 'at every boot',
    '@daily': 'every day at 00:00',
    // cron runs this on either day, which the library does not say.
    '0 3 1 * 1': 'at 03:00, on day 1 of the month, or at 03:00, only on Monday',
    // Both must hold where a field begins with an asterisk.
    '0 3 */2 * 1': 'at 03:00, every 2 days in a month, and on Monday',
    '0 3,15 * * *': 'every day at 03:00 and 15:00',
    '0~30 3 * * *': 'by the schedule "0~30 3 * * *"',
    '0 22-5 * * *': 'by the schedule "0 22-5 * * *"',
    '61 x * * *': 'by the schedule "61 x * * *"',
  };
  for (const [schedule, expected] of Object.entries(words))
    it(`${schedule} is ${expected}`, () => assert.equal(describeSchedule(schedule), expected));
});

describe('mentions of hosts', () => {
  const find = endpointFinder([
    { host: 'Old.example', state: 'retired' },
    { host: 'new.old.example', state: 'active' },
    { host: '10.0.0.7', state: 'retired' },
    { host: 'filer', state: 'retired' },
  ]);
  const found = (text: string): string[] => mentionsIn(text, 0, find).map(({ host, span }) => `${host}@${span.start}`);

  it('are whole names, or names below a retired one', () => {
    assert.deepEqual(found('old.example a.b.old.example OLD.EXAMPLE:80'), ['old.example@0', 'a.b.old.example@12', 'OLD.EXAMPLE@28']);
    assert.deepEqual(found('cold.example old.example.org old-example x-old.example old.examples -old.example _old.example'), []);
    assert.deepEqual(found('new.old.example x.new.old.example'), []);
  });

  it('stand where a host can stand', () => {
    assert.deepEqual(found('https://old.example/x u@old.example: =old.example'), ['old.example@8', 'old.example@24', 'old.example@38']);
    assert.deepEqual(found('/var/lib/old.example/x'), []);
    assert.deepEqual(found('/dev/tcp/old.example/22'), ['old.example@9']);
    assert.deepEqual(found('filer //filer/share u@filer: filer.local'), ['filer@8', 'filer@22']);
    assert.deepEqual(found('10.0.0.7 110.0.0.7 10.0.0.70'), ['10.0.0.7@0']);
  });

  it('count where a command talks', () => {
    const talking = (text: string): string[] => {
      const part = { script: parseShell(text), text, offset: 0 };
      return hostsInCommands(part, talkingVariables([part]), find).map(({ span }) =>
        text.slice(0, span.start).split('\n').length.toString(),
      );
    };
    assert.deepEqual(talking('A=old.example\nB="https://$A/x"\ncurl "$B"\n'), ['1']);
    assert.deepEqual(talking('A=old.example\necho "$A"\n${ECHO} "$A"\nlog_info old.example\n'), []);
    assert.deepEqual(talking('A="$(curl https://old.example | grep old.example)"\n'), ['1']);
    assert.deepEqual(talking('nc x 1 <<EOF\nopen old.example\nEOF\nmail x <<EOF\nold.example\nEOF\n'), ['2']);
    assert.deepEqual(talking('exec 3<>/dev/tcp/old.example/80\n# old.example\n'), ['1']);
  });

  it('take time in proportion to the text', async () => {
    for (const piece of ['a.', 'aa', 'old.example ', '-_'])
      await growsInProportion(100_000, (size) => mentionsIn(piece.repeat(size), 0, find), piece);
  });
});
