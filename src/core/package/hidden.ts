/**
 * Files that the editor, its container tooling or coding assistants would obey merely because they lie in an open
 * folder. A package is hostile input: its own must not become settings of the window, so the mount does not show them.
 * The review reads them like any other file.
 */
const hiddenFolders = new Set(['.vscode', '.devcontainer', '.cursor', '.claude', '.idea']);
const hiddenNames =
  /^(\.devcontainer\.json|\.cursorrules|\.windsurfrules|\.mcp\.json|agents\.md|claude\.md|gemini\.md|copilot-instructions\.md|.*\.code-workspace)$/i;

export const isHidden = (path: string): boolean =>
  path.split('/').some((name) => hiddenFolders.has(name.toLowerCase()) || hiddenNames.test(name));
