import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryFacts } from '../../scripts/sample/entries';
import { filesBelow, packageFolder, siteSourceFolder } from '../../scripts/sample/files';
import type { SiteKnowledge } from '../../src/core/catalog/roles/role';
import { readSite, roleOfName } from '../../src/core/catalog/site';
import { siteFolder, type SiteFile } from '../../src/core/catalog/site-folder';
import { nestingSource, type NestingSource } from '../../src/core/archive/nesting-source';
import { innerArchives } from '../../src/node/inner-archives';
import { memorySource, readTree } from './memory-source';

/** A fault that the sample package has, and that a rule must find. */
export interface SampleFault {
  readonly rule: string;
  readonly path: string;
  /** 1-based, where the token starts. */
  readonly line: number;
  /** The text that the squiggle covers; may span lines. */
  readonly token: string;
  readonly why: string;
}

export const sampleFaults = JSON.parse(readFileSync(join(__dirname, '../fixtures/sample-faults.json'), 'utf8')) as readonly SampleFault[];

/** With the modes and times that the sample's archive records. */
export const samplePackage = (): NestingSource =>
  nestingSource(
    memorySource('full-upgrade-package-dten', readTree(packageFolder), (path) => {
      const { mode, modified } = entryFacts(path);
      return { mode, modified: Date.parse(modified) };
    }),
    innerArchives,
  );

export function sampleSite(): SiteKnowledge {
  const folder = join(siteSourceFolder, siteFolder);
  const files = filesBelow(folder).flatMap((name): SiteFile[] => {
    const role = roleOfName(name)?.id;
    return role === undefined ? [] : [{ role, path: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }];
  });
  return readSite(files);
}
