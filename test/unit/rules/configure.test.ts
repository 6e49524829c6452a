import assert from 'node:assert/strict';
import { layersOf, type RuleLayer } from '../../../src/core/catalog/rule-layer';
import { configureRules, unknownRules } from '../../../src/core/rules/configure';
import { rules } from '../../../src/core/rules/index';

const sudo = 'script/assumes-sudo';
const configured = (...layers: readonly RuleLayer[]) => {
  const found = configureRules(rules, layers);
  const rule = found.rules.find(({ id }) => id === sudo);
  return { ...found, rule, at: (path: string) => rule?.settingAt?.(path) ?? rule?.severity };
};

describe('severities of rules', () => {
  it('stay as they are unless somebody says otherwise', () => {
    assert.deepEqual(configureRules(rules, layersOf({}, [])), { rules: [...rules], switchedOff: [] });
  });

  it('are chosen by id or by group; the id counts more, and an empty group changes nothing', () => {
    assert.equal(configured({ rules: { 'script/*': 'error' } }).rule?.severity, 'error');
    assert.equal(configured({ rules: { [sudo]: 'info', 'script/*': 'error' } }).rule?.severity, 'info');
    assert.equal(configured({ rules: { 'shell/*': 'off' } }).rule?.severity, 'warning');
    const { switchedOff, rules: left } = configured({ rules: { 'archive/*': 'off' } });
    assert.deepEqual(
      switchedOff,
      rules.flatMap(({ id }) => (id.startsWith('archive/') ? [id] : [])),
    );
    assert.ok(left.every(({ id }) => !id.startsWith('archive/')));
  });

  it('are chosen for some files; the last layer counts', () => {
    const { at, switchedOff } = configured(
      { rules: { [sudo]: 'info' } },
      { files: ['legacy/**', '!legacy/new/**'], rules: { 'script/*': 'error' } },
      { files: ['legacy/old/**'], rules: { [sudo]: 'off' } },
    );
    assert.deepEqual(['a.sh', 'legacy/a.sh', 'legacy/new/a.sh', 'legacy/old/a.sh'].map(at), ['info', 'error', 'info', 'off']);
    assert.deepEqual(switchedOff, [`${sudo} (in legacy/old/**)`]);
  });

  it('a later layer for all files takes earlier ones for some back', () => {
    const { rule, at } = configured({ files: ['legacy/**'], rules: { [sudo]: 'off' } }, { rules: { [sudo]: 'error' } });
    assert.deepEqual([rule?.settingAt, at('legacy/a.sh')], [undefined, 'error']);
  });

  it('a rule that is switched off can run in some files', () => {
    const { at, switchedOff } = configured({ rules: { [sudo]: 'off' } }, { files: ['new/**'], rules: { [sudo]: 'error' } });
    assert.deepEqual([at('new/a.sh'), at('a.sh')], ['error', 'off']);
    assert.deepEqual(switchedOff, [`${sudo} (outside of new/**)`]);
    assert.equal(configured({ rules: { [sudo]: 'off' } }, { files: ['new/**'], rules: { [sudo]: 'off' } }).rule, undefined);
  });

  it('are read from settings of any form; what makes no sense is left out', () => {
    const overrides = [
      { files: 'a/**', rules: { [sudo]: 'off' } },
      { files: [5], rules: {} },
      'x',
      { rules: {} },
      { files: ['b/**'], rules: 3 },
    ];
    assert.deepEqual(layersOf({ [sudo]: 'fatal', 'shell/syntax': 'info', __proto__: 'off' }, overrides), [
      { rules: { 'shell/syntax': 'info' } },
      { files: ['a/**'], rules: { [sudo]: 'off' } },
      { files: ['b/**'], rules: {} },
    ]);
    assert.deepEqual(layersOf(undefined, undefined), [{ rules: {} }]);
  });

  it('rules that nobody has are told, with the one that was meant', () => {
    const origin = { path: 'severities.json', span: { start: 0, end: 1 }, line: 2 };
    const told = unknownRules(rules, [{ rules: { 'script/assume-sudo': 'off', 'script/*': 'off', 'nosuch/*': 'off' }, origin }]);
    assert.deepEqual(
      told.map(({ line, message }) => [line, message]),
      [
        [2, `No rule is called script/assume-sudo (did you mean ${sudo}?).`],
        [2, 'No rule is called nosuch/*.'],
      ],
    );
  });
});
