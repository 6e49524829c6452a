import * as vscode from 'vscode';
import { loadEngine } from '../load-engine';
import { errorText } from '../../core/text/error-text';
import type { Wanted } from './wanted';

type Toggle = 'matchCase' | 'wholeWord' | 'isRegExp';
type Answer = { readonly wanted: Wanted; readonly next: 'search' | 'files' } | undefined;

/** Asks what to search for, starting from `before`. `undefined` if the user gives up. */
export async function askQuery(before: Wanted): Promise<Wanted | undefined> {
  for (let wanted = before; ;) {
    const answer = await askPattern(wanted);
    if (!answer) return undefined;
    if (answer.next === 'search') return answer.wanted;
    const files = await vscode.window.showInputBox({
      title: vscode.l10n.t('Find in Package: files'),
      prompt: vscode.l10n.t('Names or globs by comma; those with ! are left out. Empty: all files.'),
      placeHolder: '*.sh, migrations, !down',
      value: answer.wanted.files,
    });
    wanted = { ...answer.wanted, files: files ?? answer.wanted.files };
  }
}

async function askPattern(before: Wanted): Promise<Answer> {
  const { compileQuery } = await loadEngine();
  const input = vscode.window.createInputBox();
  let wanted = before;
  const titles: Readonly<Record<Toggle, string>> = {
    matchCase: vscode.l10n.t('Match Case'),
    wholeWord: vscode.l10n.t('Match Whole Word'),
    isRegExp: vscode.l10n.t('Use Regular Expression'),
  };
  const icons: Readonly<Record<Toggle, string>> = { matchCase: 'case-sensitive', wholeWord: 'whole-word', isRegExp: 'regex' };
  const toggles: readonly Toggle[] = ['matchCase', 'wholeWord', 'isRegExp'];
  const wrong = (): string | undefined => {
    try {
      compileQuery(wanted);
      return undefined;
    } catch (error) {
      return errorText(error);
    }
  };
  const show = (): void => {
    input.buttons = [
      ...toggles.map((toggle) => ({
        iconPath: new vscode.ThemeIcon(icons[toggle], wanted[toggle] ? new vscode.ThemeColor('inputOption.activeForeground') : undefined),
        tooltip: wanted[toggle] ? vscode.l10n.t('{0}: on', titles[toggle]) : vscode.l10n.t('{0}: off', titles[toggle]),
        toggle,
      })),
      { iconPath: new vscode.ThemeIcon('filter'), tooltip: vscode.l10n.t('Files to Search…') },
    ];
    const on = toggles.filter((toggle) => wanted[toggle]).map((toggle) => titles[toggle]);
    const files = wanted.files === '' ? vscode.l10n.t('all files') : vscode.l10n.t('files: {0}', wanted.files);
    input.prompt = [...on, files].join(' · ');
    input.validationMessage = wrong();
  };
  input.title = vscode.l10n.t('Find in Package');
  input.placeholder = vscode.l10n.t('Text to find');
  input.value = wanted.pattern;
  input.valueSelection = [0, wanted.pattern.length];
  input.ignoreFocusOut = true;
  show();
  return new Promise((resolve) => {
    const answer = (next: 'search' | 'files') => {
      resolve({ wanted, next });
      input.hide();
    };
    input.onDidChangeValue((pattern) => {
      wanted = { ...wanted, pattern };
      input.validationMessage = wrong();
    });
    input.onDidTriggerButton((button) => {
      const toggle = 'toggle' in button ? (button.toggle as Toggle) : undefined;
      if (toggle) wanted = { ...wanted, [toggle]: !wanted[toggle] };
      if (toggle) show();
      else answer('files');
    });
    input.onDidAccept(() => {
      if (wanted.pattern !== '' && wrong() === undefined) answer('search');
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}
