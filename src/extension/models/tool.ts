import * as vscode from 'vscode';
import { decodeText } from '../../core/text/decode';
import { shownPath } from '../../core/package/nested-path';
import { loadEngine } from '../load-engine';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';

/** What a model may hand over: nothing of it is sure, whatever the schema says. */
export interface Asked {
  readonly package?: string;
  readonly severity?: string;
  readonly rule?: string;
  readonly path?: string;
  readonly id?: string;
  readonly from?: number;
  readonly to?: number;
}

interface Tool {
  /** What the editor says while it runs, and what it asks before. */
  readonly doing: string;
  readonly title: string;
  readonly answer: (session: ReviewSession, asked: Asked) => Promise<string>;
}

export type ToolName = 'listFindings' | 'explainFinding' | 'showLines';

/** Bytes of a file that models can see lines of. */
const largestFile = 2 ** 20;

/** The tool behind one of the names in package.json. It only reads. */
export function modelTool(sessions: ReviewSessions, name: ToolName): Required<vscode.LanguageModelTool<Asked>> {
  const tool = tools()[name];
  return {
    prepareInvocation: () => ({
      invocationMessage: tool.doing,
      confirmationMessages: {
        title: tool.title,
        message: vscode.l10n.t(
          'The language model sees text of the package under review, and names of your hosts where findings tell of them. Secrets are masked. Nothing is changed.',
        ),
      },
    }),
    async invoke({ input }) {
      const session = sessionOf(sessions, input.package);
      await session.idle();
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(await tool.answer(session, input))]);
    },
  };
}

const tools = (): Readonly<Record<ToolName, Tool>> => ({
  listFindings: {
    doing: vscode.l10n.t('Listing the findings of the package'),
    title: vscode.l10n.t('Show the findings to the language model?'),
    answer: async (session, asked) => (await loadEngine()).findingsForModel(reviewOf(session), session.leastSure, asked),
  },
  explainFinding: {
    doing: vscode.l10n.t('Explaining a finding'),
    title: vscode.l10n.t('Show a finding to the language model?'),
    answer: async (session, asked) => (await loadEngine()).findingForModel(reviewOf(session), asked),
  },
  showLines: {
    doing: vscode.l10n.t('Reading lines of the package'),
    title: vscode.l10n.t('Show lines of the package to the language model?'),
    answer: async ({ mount }, asked) => {
      const entry = mount.source.entries.find(({ path }) => path === asked.path || shownPath(path) === asked.path);
      if (!entry) throw new Error('the package has no such file: take a path from the list of findings');
      if (entry.size > largestFile) throw new Error('the file is too large to be shown');
      const text = decodeText(await mount.source.read(entry.path))?.text;
      if (text === undefined) throw new Error('the file is not text');
      return (await loadEngine()).linesForModel(entry.path, text, asked);
    },
  },
});

function reviewOf({ review }: ReviewSession) {
  if (!review) throw new Error('the package could not be reviewed');
  return review;
}

/** The one of this name, or the only one. */
function sessionOf({ all }: ReviewSessions, name: string | undefined): ReviewSession {
  const found = name === undefined && all.length === 1 ? all[0] : all.find(({ mount }) => mount.name === name);
  if (found) return found;
  throw new Error(
    all.length === 0 ? 'no package is open' : `name one of the open packages: ${all.map(({ mount }) => mount.name).join(', ')}`,
  );
}
