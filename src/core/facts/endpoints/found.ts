import type { WrittenEndpoint } from '../../parse/endpoints/endpoints';

/** A host that a file of the package names, as plain data. */
export interface FoundEndpoint extends WrittenEndpoint {
  /** What names it, for people: `curl`, `jdbc.url`, `ExecStart`. */
  readonly by: string;
  /**
   * `contacted`: a command that is known talks to it; `given`: another command is given it; `set`: a setting or variable has it as its value;
   * `written`: a script writes it into a file; `stored`: a statement puts it into a database.
   */
  readonly use: 'contacted' | 'given' | 'set' | 'written' | 'stored';
  /** Of what it is set to: the whole key of a setting, the name of a variable. */
  readonly key?: string;
  /** It stands in a longer text. */
  readonly isPart?: boolean;
  /** It is one of many in a table of data: that hosts are looked for in it is all that can be said. */
  readonly isRow?: true;
}

/** Of one file; that there may be more is told. */
export const mostEndpoints = 300;

/** Names of settings that hold a host, or an address of one. */
export const holdsHost =
  /(?:host(?:s|name)?|server|servers|address|addr|endpoint|url|uri|peers?|upstream|brokers?|relay|gateway|remote|master|primary|replica|target|destination|ntp|nodes?|seeds?|mirror|registry|collector|smarthost|dsn|broker_url|connection_?string)s?$/i;

/** The endpoints of a value that is a host, or several of them with commas or blanks between, and nothing else. */
export const isOnlyHosts = (value: string): boolean =>
  /^["'[]{0,2}[\w.:@-]{1,253}(?:[,\s]{1,3}[\w.:@-]{1,253}){0,20}["'\]]{0,2}$/.test(value.trim());
