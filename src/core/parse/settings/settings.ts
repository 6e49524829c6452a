import { shellSuffix } from '../../package/classify';
import { isHarmlessName } from '../../package/file-names';
import type { ConfigEntry } from '../config/contents';
import { flagsIn } from './flags';
import { programSettings } from './program';
import { lineSettings } from './lines';
import { copiedFrom, madeFrom, templateSettings } from './template';

/** Settings in a file that no language of configuration reads, in their order; nobody edits them there. */
export interface Settings {
  /** The file that is made of it, or the file itself. */
  readonly of: string;
  /** Nobody reads it before it was copied there. */
  readonly isExample?: true;
  readonly entries: readonly ConfigEntry[];
}

/** A value that only the run tells. */
export const openValue = '${}';

/** Programs that hold settings have such a name or place; files of Terraform, Consul and Vault hold little else, and JSON5 is written like JavaScript. */
const program =
  /(?:(?:^|\/)(?:etc|conf|config|configs|settings)\/(?:[^/]+\/)*[^/]+|(?:^|[/._-])(?:config|conf|settings|configuration|localsettings)(?:[._-][\w.-]*)?)\.(?:php|py|rb|lua|js|cjs|mjs|exs|groovy)$|\.(?:json5|hcl|tf|tfvars|nomad)$|(?:^|\/)(?:gitlab|omnibus)[\w-]*\.rb$/i;

/** Files of settings in a form of their own. */
const settingsFile = /\.(?:conf|cfg|cnf|cf|config|ini|rc)$|(?:^|\/)etc\/(?:[^/]+\/)*[^/.]+$/i;

/** Characters of a program that holds settings; others are data. */
const longest = 500_000;

/** `isConfig`: a language of configuration has read it; `isScript`: the shell runs it, and its commands are known. */
export function settingsIn(
  path: string,
  text: string,
  { isConfig, isScript }: { isConfig: boolean; isScript: boolean },
): Settings | undefined {
  const copied = isConfig ? undefined : copiedFrom(path);
  const made = copied ?? madeFrom(path);
  if (isHarmlessName(made ?? path) || isScript || shellSuffix.test(made ?? path)) return undefined;
  const own = isConfig || text.length > longest ? [] : ownSettings(path, made, text);
  const entries = [...own, ...flagsIn(text, openValue)];
  return entries.length > 0 ? { of: made ?? path, entries, ...(copied !== undefined && { isExample: true as const }) } : undefined;
}

function ownSettings(path: string, made: string | undefined, text: string): readonly ConfigEntry[] {
  if (made !== undefined) return templateSettings(made, text, openValue);
  if (program.test(path)) return programSettings(text, openValue);
  return settingsFile.test(path) ? lineSettings(text) : [];
}
