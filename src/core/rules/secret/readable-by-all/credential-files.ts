import { baseName } from '../../../text/path';

/** Whether a mode, as chmod reads it, lets others read. */
export function letsOthersRead(mode: string): boolean {
  if (/^[0-7]{3,5}$/.test(mode)) return (Number.parseInt(mode, 8) & 0o004) !== 0;
  return mode.split(',').some((part) => /^(?:[ug]{0,3}[oa]|)[+=][wxXst]*r/.test(part));
}

/** Files that hold secrets by what they are called. */
const credentialName =
  /^(?:\.pgpass|[._]netrc|\.my\.cnf|id_(?:rsa|dsa|ecdsa|ed25519)|\.htpasswd|\.dockercfg|\.git-credentials|.+\.key|.+\.keytab|\.env(?:\.\w+)?|.*(?:^|[._-])(?:credentials?|secrets?|passwords?|passwd)(?:\.(?:ya?ml|json|env|toml|properties|ini|conf|cfg|txt))?)$/i;

/** Keys that everybody is to have: those by which packages are checked. */
const publicPlace = /keyrings?|trusted|apt|gpg|pub|signing|release|archive|rpm|fingerprint|licen[cs]e|^\/?etc\/passwd$/i;

/** Whether a file is there for everybody, as keys by which packages are checked. */
export const isForAll = (path: string): boolean => publicPlace.test(path);

/** Whether a file, as a script or a package names it, is there for secrets. */
export const isCredential = (path: string): boolean => credentialName.test(baseName(path)) && !isForAll(path) && !/\$\{?\w+\}?$/.test(path);

/** `development:` and its like beside `production:`, as frameworks keep the settings of all their environments in one file. */
const environment = /^["']?(\w{1,40})["']?:[ \t]*(?:&\w+[ \t]*)?(?:#.*)?$/gm;

/** Whether a place lies in what only developers and tests load of such a file. */
export function isForDevelopers(path: string, text: string, place: number): boolean {
  if (!/\.ya?ml$/i.test(path)) return false;
  const sections = [...text.matchAll(environment)].map(({ 1: name = '', index }) => ({ name, index }));
  if (!sections.some(({ name }) => /^(?:prod(?:uction)?|staging)$/i.test(name))) return false;
  return /^(?:dev|devel|development|test|testing|ci|local|cucumber)$/i.test(sections.findLast(({ index }) => index < place)?.name ?? '');
}
