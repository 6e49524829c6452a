import { isTestMaterial } from '../../package/test-material';
import { baseName } from '../../text/path';
import type { ConfigFile } from '../config/config';
import { quotedWord } from './containers';
import type { Task } from './task';
import { commandOf, itemsIn } from './written';

/** Names of files in which a vendor's own runner reads what an upgrade does. */
const named =
  /^(?:[\w.-]*[-_.])?(?:upgrade|update|install(?:er)?|migrations?|hooks?|steps?|rollout|runbook|patch|package|manifest|bundle)(?:[-_.]\w+)?\.(?:ya?ml|json|toml|ini|cfg|conf|xml)$/i;

/** Files of other tools, whose commands are for those who build and test. */
const ofOthers =
  /(?:^|\/)(?:\.[^/]+|node_modules|examples?|docs?|src|e2e|t|ansible|roles|playbooks?|tasks|handlers|fixtures|testdata)\/|(?:^|\/)(?:package[\w.-]*|composer|bower|tsconfig|app)\.json$/i;

/** Keys whose value is a command line, or several. */
const isCommand =
  /(?:^|\.)(?:commands?|cmds?|run|exec|execute|shell|script)(?:\.\d+)?$|(?:^|\.)hooks?\.[^.]+(?:\.\d+)?$|(?:^|\.)(?:pre|post)[-_]?(?:install|upgrade|update)(?:\.\d+)?$/i;

/** What the upgrade itself does not run. */
const leadsBack = /(?:^|[._-])(?:rollback|revert|undo|downgrade|uninstall|pre[-_]?remove|post[-_]?remove|tests?|build|dev)(?:[._-]|$)/i;

/** A program with words behind it; a name or a sentence alone is none. */
const isLine = /^\s*(?:sudo\s+)?(?:\.{0,2}\/)?[a-z][\w./+-]*\s+\S/;

/** Of Ansible: those who know its modules read it. */
const isPlaybook = /^[ \t]*(?:- +)?(?:hosts|gather_facts|become|ansible\.builtin\.\w+|register|notify)[ \t]*:/m;

const mayHold =
  /["']?(?:commands?|cmds?|run|exec|execute|shell|script|hooks?|(?:pre|post)[-_]?(?:install|upgrade|update|remove))["']?\s*[:=>\]]/i;

/** Without reading it. */
export const mayHoldSteps = (path: string, text: string): boolean =>
  named.test(baseName(path)) && !ofOthers.test(path) && !isTestMaterial(path) && !isPlaybook.test(text) && mayHold.test(text);

/** Commands of a file that says in a form of its own which steps an upgrade takes: `steps: [{ command: … }]`, `hooks.post = "…"`. */
export function stepTasks({ format, entries, within }: ConfigFile, text: string, path: string): readonly Task[] {
  if (within || format === 'compose' || !mayHoldSteps(path, text)) return [];
  // Objects of a cluster say by themselves what their commands are.
  if (entries.some(({ key }) => key === 'apiVersion')) return [];
  return entries.flatMap((entry): Task[] => {
    if (entry.inherited || !isCommand.test(entry.key) || leadsBack.test(entry.key)) return [];
    const items = itemsIn(text, entry);
    const [first] = items;
    const isWords = Array.isArray(entry.value) && items.length > 1 && first !== undefined && /^[\w./+-]+$/.test(first.text);
    const lines = isWords ? [items.flatMap(quotedWord)] : items.filter((item) => isLine.test(item.text)).map((item) => [item]);
    return lines.map((pieces) => ({ source: commandOf(pieces), when: 'deployed' }));
  });
}
