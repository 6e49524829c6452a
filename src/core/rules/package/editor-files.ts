import { isHidden } from '../../package/hidden';
import type { SourceEntry } from '../../package/source';
import { memo } from '../../text/memo';
import { defineRule } from '../rule';

/** Entries stay the same objects when others are edited. */
const isObeyed = memo(({ path }: SourceEntry): boolean => isHidden(path) && !/(^|\/)node_modules\//.test(path));

/** Names that the message spells out. */
const spelledOut = 3;

export const editorFiles = defineRule({
  id: 'package/editor-files',
  target: 'package',
  reads: ['manifest'],
  severity: 'info',
  confidence: 'certain',
  hazards: ['untrusted-origin'],
  fixable: false,
  summary: 'The package carries files that editors or coding assistants obey',
  rationale: `Settings, tasks, container definitions and instructions for assistants act on whoever opens the folder that they lie in: they
can start programs or change what a tool says. In an upgrade they are mostly left over from development, and sometimes bait.

The mounted package does not show them, so they have no effect on this window. Whoever unpacks the archive and opens the folder should
remove them first. What lies in bundled \`node_modules\` is not reported.`,
  references: ['https://code.visualstudio.com/docs/editing/workspaces/workspace-trust'],
  messages: {
    obeyed: ({ names }: { names: string }) =>
      `Editors and coding assistants would obey files of this package when its folder is opened: ${names}. They are not shown in the mounted package.`,
  },
  check(reviewed, { report }) {
    const found = reviewed.files.filter(isObeyed).map(({ path }) => path);
    const place = reviewed.manifest?.path ?? reviewed.files.find(({ path }) => !isHidden(path))?.path ?? found[0];
    if (found.length === 0 || place === undefined) return;
    const more = found.length > spelledOut ? [`${found.length - spelledOut} more`] : [];
    report({ path: place, span: { start: 0, end: 0 } }, 'obeyed', { data: { names: [...found.slice(0, spelledOut), ...more].join(', ') } });
  },
});
