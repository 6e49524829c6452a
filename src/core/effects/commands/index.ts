import { brokers } from './brokers';
import { clouds } from './clouds';
import { containers } from './containers';
import { databases } from './databases';
import { debian } from './debian';
import { files } from './files';
import type { Family, Form } from './form';
import { guests } from './guests';
import { host, network } from './hosts';
import { accounts, packages, schedules } from './packages';
import { interpreters } from './interpreters';
import { languages } from './languages';
import { people } from './people';
import { security } from './security';
import { shell } from './shell';
import { storage } from './storage';
import { units } from './units';

const families: readonly Family[] = [
  shell,
  files,
  units,
  network,
  host,
  storage,
  packages,
  languages,
  accounts,
  schedules,
  databases,
  brokers,
  containers,
  clouds,
  guests,
  security,
  debian,
  people,
  interpreters,
];

/** What is known of programs, by name. */
export const forms: ReadonlyMap<string, Form> = new Map(
  families.flatMap((family) => Object.entries(family).flatMap(([names, form]) => names.split(' ').map((name) => [name, form] as const))),
);
