/** Runs the cases of some rules only: `npm run rule:test <group/name>… [-- --update]`; `--update` writes their snapshots. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../bundles.mjs';

const rules = process.argv.slice(2).filter((word) => word !== '--update');
if (rules.length === 0) {
  console.error('Say which rule: npm run rule:test <group/name>');
  process.exit(1);
}
const update = process.argv.includes('--update') ? { UPDATE_SNAPSHOTS: '1' } : {};
const mocha = ['--import', 'tsx', join(root, 'node_modules/mocha/bin/mocha.js'), '--timeout', '120000'];
const { status } = spawnSync(process.execPath, [...mocha, 'test/unit/rules/rules.test.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ...update, RULE: rules.join(',') },
});
process.exitCode = status ?? 1;
