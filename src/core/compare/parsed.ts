import type { Manifest } from '../package/manifest';
import type { ConfigFile } from '../parse/config/config';
import type { Crontab } from '../parse/crontab';
import type { UnitFile } from '../parse/systemd';

interface Parsed<T> {
  readonly path: string;
  readonly text: string;
  readonly syntax: T;
}

/** What a package says, as far as comparing asks. */
export interface ParsedPackage {
  readonly manifest: Parsed<Manifest> | undefined;
  subjects(target: 'config'): readonly Parsed<ConfigFile>[];
  subjects(target: 'unit'): readonly Parsed<UnitFile>[];
  subjects(target: 'crontab'): readonly Parsed<Crontab>[];
}
