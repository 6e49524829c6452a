import { completionOf } from './completion';
import { importInventories } from './inventory';
import type { Io } from './io';
import type { SideName } from './options';
import { explainRules, listRules } from './listing';

type SideCommand = (args: readonly string[], io: Io) => Promise<0 | 2>;

const printing =
  (text: (args: readonly string[]) => string): SideCommand =>
  (args, io) => {
    io.out(text(args));
    return Promise.resolve(0);
  };

/** Commands that review nothing, by their names. */
export const sideCommands: ReadonlyMap<string, SideCommand> = new Map(
  Object.entries({
    rules: printing(listRules),
    explain: printing(explainRules),
    inventory: importInventories,
    completion: printing(completionOf),
  } satisfies Record<SideName, SideCommand>),
);
