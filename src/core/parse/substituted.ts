import { countBefore } from '../text/sorted';
import type { ShellCommand, ShellScript, ShellWord } from './shell-script';

/** The one command whose output a word is, and nothing besides: `"$(cat <<END …)"`, `<(printf '%s' '…')`. */
export function producerIn({ text, span }: ShellWord, { commands }: Pick<ShellScript, 'commands'>): ShellCommand | undefined {
  const [lead] = /^(?:"?\$\(|<\()\s*/.exec(text) ?? [];
  if (lead === undefined) return undefined;
  const at = countBefore(commands, span.start, (command) => command.span.start);
  const [found, next] = commands.slice(at, at + 2);
  if (found?.span.start !== span.start + lead.length || (next !== undefined && next.span.start < span.end)) return undefined;
  const end = Math.max(found.span.end, ...found.heredocs.map((heredoc) => heredoc.span.end));
  return /^\s*(?:\w+\s*)?\)"?$/.test(text.slice(end - span.start)) ? found : undefined;
}
