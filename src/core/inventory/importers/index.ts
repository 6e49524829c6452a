import { ansible } from './ansible';
import { apk } from './apk';
import { apt } from './apt';
import { cmdb } from './cmdb';
import { collectedWith } from './collected';
import { cyclonedx } from './cyclonedx';
import { dnf } from './dnf';
import { docker } from './docker';
import { dpkg } from './dpkg';
import { dpkgStatus } from './dpkg-status';
import { dpkgTable } from './dpkg-table';
import { facter } from './facter';
import { helm } from './helm';
import type { Importer } from './importer';
import { joinedWith } from './joined';
import { json } from './json';
import { kubectl } from './kubectl';
import { npm } from './npm';
import { osRelease } from './os-release';
import { osquery } from './osquery';
import { pacman } from './pacman';
import { pgDump } from './pg-dump';
import { pip } from './pip';
import { puppetdb } from './puppetdb';
import { rowCounts } from './row-counts';
import { rpm } from './rpm';
import { rpmInfo } from './rpm-info';
import { serverConfig } from './server-config';
import { sessionWith } from './session';
import { settings } from './settings';
import { snap } from './snap';
import { spdx } from './spdx';
import { syft } from './syft';
import { systemctl } from './systemctl';

/** What only a few words tell comes after what has a mark of its own. */
const single: readonly Importer[] = [
  cyclonedx,
  spdx,
  syft,
  kubectl,
  helm,
  docker,
  ansible,
  puppetdb,
  facter,
  osquery,
  npm,
  pip,
  apt,
  dnf,
  dpkgTable,
  dpkgStatus,
  pgDump,
  osRelease,
  serverConfig,
  rpmInfo,
  rpm,
  apk,
  snap,
  systemctl,
  rowCounts,
  settings,
  pacman,
  dpkg,
  json,
  cmdb,
];

const collected = collectedWith(single);
const joined = joinedWith(single);

/** The first one that recognises a file reads it. */
export const importers: readonly Importer[] = [collected, sessionWith([collected, joined, ...single]), joined, ...single];
