import { parseArgs, type ParseArgsConfig } from 'node:util';
import { errorText } from '../core/text/error-text';
import { UsageError } from './options';

/** Options of a command that reviews nothing. @throws UsageError */
export function parseSide<const O extends NonNullable<ParseArgsConfig['options']>>(command: string, args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(`${command}: ${errorText(error).replace(/\s+/g, ' ')}`);
  }
}
