import type { ConfigFile } from '../config/config';
import { quotedWord } from './containers';
import type { Task } from './task';
import { commandOf, itemsIn } from './written';

/** Settings that hold commands for programs which run them, by the whole key; `in`: what the file must have. */
const held: readonly { readonly in: RegExp; readonly key: RegExp; readonly when: Task['when'] }[] = [
  // supervisord.conf(5): programs that it keeps running.
  { in: /^\[(?:program|eventlistener|fcgi-program):/m, key: /^(?:program|eventlistener|fcgi-program):[^.]+\.command$/, when: 'kept' },
  // Telegraf and Vector: what is run to measure.
  {
    in: /^ *\[\[?(?:inputs|outputs|processors)\.execd?\]/m,
    key: /^(?:inputs|outputs|processors)\.execd?\b.*\.commands?\b/,
    when: 'scheduled',
  },
  { in: /^ *type *= *["']exec["']/m, key: /^sources\.[^.]+\.command$/, when: 'scheduled' },
  // wg-quick(8), and OpenVPN's scripts: what runs when a tunnel comes and goes.
  { in: /^\[Interface\]/m, key: /^Interface\.(?:Pre|Post)(?:Up|Down)$/, when: 'kept' },
  {
    in: /^script-security\b/m,
    key: /^(?:up|down|route-up|route-pre-down|ipchange|client-(?:connect|disconnect)|learn-address|tls-verify|auth-user-pass-verify)$/,
    when: 'kept',
  },
  // postgresql.conf: what the server runs for each file of its log.
  {
    in: /^ *(?:archive|restore|recovery)\w*_command\b/m,
    key: /^(?:archive_command|restore_command|archive_cleanup_command|recovery_end_command)$/,
    when: 'kept',
  },
  // Webhooks.
  { in: /\bexecute-command\b/, key: /(?:^|[.\]])execute-command$/, when: 'kept' },
];

/** Whether settings of this text may hold some. */
export const mayBeHeld = (text: string): boolean => held.some((one) => one.in.test(text));

export function heldTasks(config: ConfigFile, text: string): readonly Task[] {
  const rows = held.filter((one) => one.in.test(text));
  if (rows.length === 0) return [];
  return config.entries.flatMap((entry): Task[] => {
    const row = rows.find(({ key }) => key.test(entry.key));
    if (!row) return [];
    const items = itemsIn(text, entry);
    // Words of one command, or commands.
    const isOne = Array.isArray(entry.value) && /\.command$/.test(entry.key);
    return (isOne ? [items.flatMap(quotedWord)] : items.map((item) => [item])).map((pieces) => ({
      source: commandOf(pieces),
      when: row.when,
    }));
  });
}
