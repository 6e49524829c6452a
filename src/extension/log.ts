import * as vscode from 'vscode';
import { errorText } from '../core/text/error-text';

/** Lines that are kept for who collects diagnostics. */
const keptLines = 200;

export interface Log {
  /** The one output channel; never shown unasked. */
  readonly channel: vscode.LogOutputChannel;
  /** What it was told last. */
  readonly tail: readonly string[];
}

export function createLog(): Log {
  const output = vscode.window.createOutputChannel('Upgrade Review', { log: true });
  const tail: string[] = [];
  const keep =
    (level: 'info' | 'warn' | 'error') =>
    (message: string | Error, ...more: unknown[]) => {
      tail.push(`${new Date().toISOString()} [${level}] ${errorText(message)}`);
      if (tail.length > keptLines) tail.shift();
      output[level](String(message), ...more);
    };
  const kept = { info: keep('info'), warn: keep('warn'), error: keep('error') };
  return { channel: Object.assign(Object.create(output) as vscode.LogOutputChannel, kept), tail };
}
