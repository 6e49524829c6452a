import { isKnown } from '../shell-template';
import { entryOf } from '../../text/groups';
import type { WindowsCommand } from './windows-command';

/** Labels of a batch file: what stands behind them, who jumps there, and who calls them as functions. */
export class Labels {
  private open: string[] = [];
  /** Whether what stands here is reached from above. */
  private isReached = true;
  private jumped = false;
  private readonly fallenInto = new Set<string>();
  private readonly jumpedTo = new Set<string>();
  private readonly calledBy = new Set<string>();
  private isOpen = false;

  begin(label: string): void {
    const name = `:${label.toLowerCase()}`;
    if (this.isReached) this.fallenInto.add(name);
    if (this.open.length === 0) this.jumped = false;
    this.open.push(name);
  }

  /** What a command here knows of the labels before it; `isPlain`: under no question. */
  around(isPlain: boolean): Pick<WindowsCommand, 'labels' | 'isSureWhenCalled'> {
    return this.open.length > 0 ? { labels: [...this.open], isSureWhenCalled: isPlain && !this.jumped } : {};
  }

  /** Takes note of what jumps, calls and ends. */
  see({ words }: WindowsCommand, isPlain: boolean): void {
    const [name = '', target = ''] = words.map(({ value }) => value.toLowerCase());
    if (name === 'call' && target.startsWith(':')) this.calledBy.add(target);
    const jumps = name === 'goto';
    if (jumps && !isKnown(target)) this.isOpen = true;
    if (jumps) this.jumpedTo.add(target.startsWith(':') ? target : `:${target}`);
    if (jumps && !isPlain) this.jumped = true;
    if (!isPlain || !(jumps || name === 'exit')) return;
    this.open = [];
    this.isReached = false;
  }

  /** Whether a command is run other than by `call`. */
  isMain({ labels = [] }: WindowsCommand): boolean {
    const isElsewhere = (name: string): boolean => this.isOpen || this.fallenInto.has(name) || this.jumpedTo.has(name);
    return labels.length === 0 || labels.some(isElsewhere) || !labels.some((name) => this.calledBy.has(name));
  }

  /** What each label that is called runs. */
  called(commands: readonly WindowsCommand[]): ReadonlyMap<string, readonly WindowsCommand[]> {
    const found = new Map<string, WindowsCommand[]>();
    for (const command of commands) {
      const own = { ...command, isSure: command.isSureWhenCalled === true };
      for (const name of command.labels ?? []) if (this.calledBy.has(name)) entryOf(found, name, () => []).push(own);
    }
    return found;
  }
}
