import assert from 'node:assert/strict';
import { diagnosticsDocument, type Diagnostics, type PackageDiagnostics } from '../../../src/core/report/diagnostics';

const empty: Diagnostics = { versions: [['Upgrade Review', '0.1.0']], settings: [], packages: [], log: [], places: [] };

const onePackage: PackageDiagnostics = {
  name: 'dten.zip',
  kind: 'archive',
  size: 2048,
  files: 3,
  unpacked: 16 * 2 ** 20,
  patched: 1,
  state: 'reviewed',
  verdict: 'no-go',
  findings: '1 blocker',
  coverage: 'Reviewed 3 of 3 files',
  took: 123.4,
  anomalies: new Map([['hidden-data', 2]]),
  notChecked: ['behaviour of 1 binary file: binaries are listed, not analysed'],
};

describe('diagnostics', () => {
  it('tell versions, packages and what is odd about them', () => {
    const text = diagnosticsDocument({ ...empty, packages: [onePackage] });
    for (const said of [
      '`0.1.0`',
      '### dten.zip',
      '2 KB',
      '3, 16 MB unpacked',
      '123 ms',
      '`hidden-data` 2',
      '- behaviour of 1 binary file',
    ])
      assert.ok(text.includes(said), said);
    const nothing = diagnosticsDocument(empty);
    for (const said of ['None is open.', '## Settings that differ\n\nNone.', '## Log\n\nEmpty.']) assert.ok(nothing.includes(said), said);
  });

  it('mask secrets and shorten paths, in the log and in settings', () => {
    const text = diagnosticsDocument({
      ...empty,
      settings: [['upgradeReview.inventory', ['/srv/customers/acme/inventory.json']]],
      log: [
        'open /home/ada/work/in.zip',
        'upgrade-package://file%2B%2Fhome%2Fada%2Fwork%2Fin.zip/in.zip/a.sh',
        'password=hunter2-is-secret',
        'failed at /home/ada/x',
        'line /etc/x stays, C:\\Users\\ada too',
      ],
      places: [
        ['/home/ada/work', '<workspace 1>'],
        ['/home/ada', '~'],
        ['C:\\Users\\ada', '~'],
      ],
    });
    assert.ok(!text.includes('ada'), text);
    assert.ok(!text.includes('acme'), text);
    assert.ok(!text.includes('hunter2'), text);
    for (const said of [
      'open <workspace 1>/in.zip',
      'upgrade-package://…/in.zip/a.sh',
      'failed at ~/x',
      'line /etc/x stays',
      '…/inventory.json',
    ])
      assert.ok(text.includes(said), `${said}\n${text}`);
  });

  it('stay Markdown whatever a name or a line holds, and keep to the last lines', () => {
    const log = [...Array.from({ length: 500 }, (_, line) => `line ${line}`), '```', '\u001b[31mred'];
    const text = diagnosticsDocument({ ...empty, packages: [{ ...onePackage, name: '# <b>x</b> | y' }], log });
    assert.ok(text.includes('````text\n'));
    assert.ok(text.includes('\\u{1b}[31mred\n````'));
    assert.ok(!text.includes('line 1\n') && text.includes('line 499\n'));
    assert.ok(text.includes('### \\# &lt;b\\>x&lt;/b\\> &#124; y'), text);
  });
});
