import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const sources = fileURLToPath(new URL('../src', import.meta.url));
const rulesRoom = join(sources, 'core/rules');

/** Folders of the rules' room that hold no rules. */
const notGroups = ['reporting'];

/** Path below src/core/rules as `[group, rule]`; a file of a rule's own folder has its rule. `undefined`: the framework. */
export function ruleOf(path) {
  const [group = '', file = ''] = path.split('/');
  if (!path.includes('/') || notGroups.includes(group)) return undefined;
  return `${group}/${file.replace(/\.ts$/, '')}`;
}

const inRules = (path) => (path.startsWith('core/rules/') ? path.slice('core/rules/'.length) : undefined);

/** Why a file must not import another one, or `undefined`; both below src/. */
function objection(path, target) {
  const imported = ruleOf(inRules(target) ?? '');
  if (!imported || path === 'core/rules/index.ts') return undefined;
  const file = inRules(path);
  if (file === undefined) return `only the rules' list imports rules: ${imported} is one`;
  const own = ruleOf(file);
  if (own === imported) return undefined;
  return own
    ? `${own} takes nothing from ${imported}: what both need is a fact, or lies in reporting/`
    : `the framework knows no rule (${imported})`;
}

/** ESLint rule: only the list imports rules, and only a rule imports its folder. */
export const ruleFolders = {
  meta: { type: 'problem', schema: [], messages: { wrong: '{{why}}' } },
  create(context) {
    const path = relative(sources, context.filename).split(sep).join('/');
    const check = ({ source }) => {
      if (typeof source?.value !== 'string' || !source.value.startsWith('.')) return;
      const why = objection(path, posix.join(posix.dirname(path), source.value));
      if (why) context.report({ node: source, messageId: 'wrong', data: { why } });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
  },
};

/** Rules that look at the form of commands itself, and why nothing else tells them what they ask. */
const looksAtSyntax = new Map([
  ['shell/syntax', 'it tells what no shell can read'],
  ['script/lost-exit-status', 'how a command is written decides what becomes of its status'],
  ['script/assumes-sudo', 'the word sudo is what is written, not what is done'],
  ['schedule/missing-target', 'one line of cron: its words are what cron looks for'],
  ['schedule/overlapping-run', 'one line of cron: the fix is written around its words'],
  ['schedule/path-assumption', 'one line of cron: a name without a folder is looked up on its PATH'],
  ['schedule/unbounded-output', 'one line of cron: where its output is redirected to'],
]);

/** What a parsed script has: who walks it finds what is written, not what is done. */
const shellTree = new Set(['tree', 'commands', 'loops', 'functions', 'conditions', 'branches']);

/** ESLint rule, with types: a rule asks effects and facts, and walks no script by itself. */
export const noShellWalks = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      walks: 'A rule asks effects (facts/scripts/upgrade-effects) or a fact about scripts: what walks a script lies in src/core/facts.',
    },
  },
  create(context) {
    const file = inRules(relative(sources, context.filename).split(sep).join('/'));
    if (file === undefined || looksAtSyntax.has(ruleOf(file))) return {};
    const { program, esTreeNodeToTSNodeMap } = context.sourceCode.parserServices;
    const checker = program.getTypeChecker();
    const isScript = (node) => checker.getTypeAtLocation(esTreeNodeToTSNodeMap.get(node)).symbol?.name === 'ShellScript';
    const report = (node) => context.report({ node, messageId: 'walks' });
    return {
      MemberExpression(node) {
        if (!node.computed && shellTree.has(node.property.name) && isScript(node.object)) report(node);
      },
      ObjectPattern(node) {
        if (node.properties.some(({ key }) => shellTree.has(key?.name)) && isScript(node)) report(node);
      },
      ImportSpecifier(node) {
        if (node.imported.name === 'parseShell') report(node);
      },
    };
  },
};

/** What is wrong with the files of the groups: `group/name.ts` is the rule of that id, or lies in the folder of one. */
export function misplaced(ids) {
  const known = new Set(ids);
  return readdirSync(rulesRoom, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(sep).join('/'))
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const rule = ruleOf(name);
      if (!rule) return [];
      if (!known.has(rule)) return [`${name}: no rule of the list is called ${rule}`];
      const file = join(rulesRoom, `${rule}.ts`);
      if (!existsSync(file)) return [`${name}: there is no ${rule}.ts`];
      return readFileSync(file, 'utf8').includes(`id: '${rule}'`) ? [] : [`${rule}.ts defines another rule than its path says`];
    });
}
