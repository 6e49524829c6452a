import { resolve } from 'node:path';
import { readFile } from 'node:fs/promises';
import { readRehearsal } from '../core/rehearse/read-rehearsal';
import type { PlannedFile } from '../core/rehearse/order';
import type { RehearsableSystem, Rehearsal } from '../core/rehearse/rehearsal';
import { verdictOf } from '../core/rehearse/problems';
import { readSite } from '../core/catalog/site';
import { rehearsalJson } from '../core/report/rehearsal-json';
import { rehearsalText } from '../core/report/rehearsal-text';
import { visible } from '../core/text/visible';
import { writeFileAtomically } from '../node/atomic-write';
import { openPackage } from '../node/open-package';
import { rehearseOn } from '../node/rehearse/server/rehearser';
import { readSchema, schemaOfSite, type SchemaFile } from '../node/rehearse/schema-file';
import { version } from '../../package.json';
import type { Io } from './io';
import type { Options } from './options';
import { ansi } from './paint';
import { inputsOf } from './site';
import { targetOf } from './target';
import { reviewed, taskOf, toldSite } from './reviewing';

/** 0: all ran and can be taken back and run again, 1: not so, 2: nobody can say. */
export async function rehearsePackage(options: Options, io: Io): Promise<0 | 1 | 2> {
  const site = await toldSite(options, io);
  const environment = options.environment ?? 'production';
  const system = options.server?.system ?? 'postgresql';
  const schema =
    options.schema === undefined ? await schemaOfSite(site.files, environment, system) : await readSchema(resolve(io.cwd, options.schema));
  const target = options.output === undefined ? undefined : await targetOf(options.output, io.cwd, inputsOf(options, site, io.cwd));
  const [path = ''] = options.packages;
  const opened = await openPackage(resolve(io.cwd, path));
  const reviewer = io.reviewer(1);
  try {
    await reviewed(reviewer, taskOf(opened, site, options, io), path, io);
    const planned = async (system: RehearsableSystem, more: { readonly schema?: SchemaFile } = {}) => {
      const files = await reviewer.ask('migrations', { system, ...more });
      if (!files) throw new Error(`${path}: its migrations could not be read in time`);
      return files;
    };
    const files = await planned(system, { ...(schema && { schema }) });
    if (!options.server && !hasNew(files) && hasNew(await planned('mysql')))
      throw new Error(
        `${path}: its migrations are for MySQL or MariaDB: name a server to rehearse them on, --server mysql://rehearsal@host:3306/`,
      );
    const { inventory } = readSite(site.files);
    const rehearse = options.server ? rehearseOn(options.server, { inventory, environment }) : io.rehearse;
    const { rehearsal } = await rehearse(files, {
      progress(done, total, place) {
        if (io.progress) io.err(`\r${visible(place.path)}: ${Math.floor((done / Math.max(1, total)) * 100)} %\u001b[K`);
      },
    });
    if (io.progress) io.err('\r\u001b[K');
    const text =
      options.rehearsalFormat === 'json'
        ? rehearsalJson(rehearsal, { toolVersion: version, generatedAt: io.now() })
        : rehearsalText(rehearsal, io.colour && target === undefined ? ansi : undefined);
    if (target === undefined) io.out(text);
    else await writeFileAtomically(target, [new TextEncoder().encode(text)]);
    await opened.archive?.bytes.mustBeUnchanged();
    const verdict = verdictOf(rehearsal);
    return verdict === 'failed' ? 1 : verdict === 'incomplete' ? 2 : 0;
  } finally {
    await reviewer.close();
    await opened.close();
  }
}

const hasNew = (files: readonly PlannedFile[]): boolean => files.some(({ role }) => role === 'new');

/** @throws Error if it cannot be read, or is none */
export async function rehearsalIn(path: string): Promise<Rehearsal> {
  const rehearsal = readRehearsal(await readFile(path, 'utf8'));
  if (!rehearsal) throw new Error(`${path} is no rehearsal: write it with upgrade-review rehearse --format json`);
  return rehearsal;
}
