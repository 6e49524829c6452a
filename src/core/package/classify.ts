import { binaryFormat } from './binary';
import { isHarmlessName } from './file-names';
import { interpreterOf, shells } from './shebang';
import { baseName } from '../text/path';

/**
 * What a file is, as far as its place and its first bytes tell. `config` leaves the format to `core/parse/config`.
 */
export type FileKind =
  | 'shell'
  | 'sql'
  | 'unit'
  | 'crontab'
  | 'logrotate'
  | 'config'
  | 'manifest'
  | 'certificate'
  | 'packaging'
  | 'interface'
  | 'binary'
  | 'other';

/** A container that is called like a unit has a recipe of that name. */
const unitSuffix =
  /^(?!(?:.*\/)?(?:[Dd]ocker|[Cc]ontainer)file[^/]*$).*\.(service|socket|timer|target|mount|automount|path|slice|swap|scope)(\.d\/[^/]+\.conf)?$/;
const configSuffix = /\.(json|jsonc|ya?ml|toml|xml|hocon|ini|cfg|cnf|conf|config|properties|env|container|lic)$/i;
/** Descriptions for dpkg, opkg, rpm, apk, pacman and pip, and bills of materials. */
const packagingPlace =
  /(^|\/)(?:debian|control\.tar(?:\.\w+)? »)\/control(\.[\w.-]+)?$|\.spec$|(^|\/)\.(?:PKGINFO|INSTALL)$|(^|\/)requirements([-_.]\w+)?\.txt$|(^|\/)requirements\/\w+\.txt$|\.dist-info\/METADATA$|(^|\/)(bom|sbom([-_.][^/]*)?)\.json$|\.(cdx|spdx|s?bom)\.json$/i;
/** `.env.production`. */
const environmentName = /^\.env\.[\w-]+$/i;
/** Files without a suffix that are configuration if they are text: what kind, their content tells. */
const configPlace = /(^|\/)(etc|conf|config|defaults?|sysconfig)\/([^/]+\/)*[^/.]+$/;
/** `LICENSE`, `README`: for people. */
const forPeople = /(^|\/)[A-Z]+$/;
/** What a service offers to others. */
const interfaceSuffix = /\.(proto|wsdl|xsd|graphqls?|gql|avsc)$/i;
const certificateSuffix = /\.(pem|crt|cer|der|p7b|p7c|p7m|p7s|pkcs7|cms|sig|crl)$/i;
/** `Makefile.json` makes what needs JSON. */
const makefile = /^(gnu)?makefile([._-].*)?$/i;
export const shellSuffix = /\.(sh|bash|ksh|dash)$/i;
/** Programs and libraries, and names that end in a version: `libz.so.1.3`, `python3.12`. */
const programSuffix = /\.(in|run|bin|exe|dll|dylib|so|wasm|class|\d+)$/i;
const programFolder = /(^|\/)(s?bin|libexec)\/[^/]+$/;
/** What shells read in when somebody logs in, and before each command line. */
const startupFile = /^\.(bashrc|bash_(profile|login|logout|aliases)|profile|kshrc|zshrc|zshenv|zprofile)$/;
const maintainerScript = /(^|\/)(pre|post)(inst|rm)$/;

/** Also as debhelper takes them from: `debian/dten.cron.d`. */
const crontabPlace = /(^|\/)(cron\.d\/[^/.]+|(spool\/cron|crontabs)\/[^/.]+|debian\/([^/]+\.)?cron\.d)$/;
/** Where vendors keep what a script puts into `cron.d`. */
const cronFolder = /(^|\/)cron(tabs?)?\/[^/.]+$/;
const jobLine = /^[ \t]*(?:(?:[\d*][\d*\/,-]*[ \t]+){4}|@(?:daily|hourly|weekly|monthly|reboot)[ \t]+)\S+[ \t]+\S/m;
/** A table of jobs, or a script that lies in `cron.daily`. */
const cronName = /\.cron(tab)?$/;
/** What lies in such a folder for people, or until something is made of it. */
const besideOthers =
  /\.(md|rst|txt|j2|erb|epp|in|tpl|tmpl|template|cmake|m4|mustache|sh|bash|py|pl|rb|php|go|js|json|ya?ml|toml|xml|ini|service|timer)$/i;

/** Also as debhelper takes them from: `debian/dten.logrotate`; beside others that are made into one. */
const logrotatePlace = /(^|\/)(logrotate\.d\/[^/.][^/]*|[^/]+\.logrotate|debian\/logrotate|logrotate\.conf|etc\/logrotate)$/;

/** At the root of the package or one folder below; of an archive in it, if it is there to be unpacked. */
const manifestPlace = /^(?:.*\.zip »\/)?(?:[^/]+\/)?(?:(?:upgrade|release|package)[-_.]?)?manifest\.json$/i;

/** Of a library that somebody else made: who signed that says nothing of the package. */
const jarSignature = / »\/META-INF\/[^/]+$/;

/** A PEM file says in its first line what it is; before a key of a curve its parameters may stand. */
const beginsLikePem =
  /^(?:\xef\xbb\xbf)?-----BEGIN (?:(?:X509 |TRUSTED )?CERTIFICATE|X509 CRL|PKCS7|CMS|EC PARAMETERS|(?:(?:RSA|EC|DSA|ENCRYPTED) )?PRIVATE KEY)-----/;

/**
 * DER whatever the file is called: a sequence that begins with the identifier of signed data (RFC 5652), or with that of a certificate: a sequence that
 * begins with its version (RFC 5280).
 */
function beginsLikeCertificate(head: Uint8Array): boolean {
  const hex = Array.from(head.subarray(0, 24), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (beginsLikePem.test(new TextDecoder('latin1').decode(head.subarray(0, 64)))) return true;
  return /^30(8[1-4]|80)(..){0,4}06092a864886f70d010702/.test(hex) || /^308[12](..){1,2}308[12](..){1,2}a003020102/.test(hex);
}

/** `15201.up`, `15201.down`. */
const numberedWay = /(^|\/)\d[^/]*\.(?:up|down)$/i;

const beginsLikeSql =
  /^(?:\xef\xbb\xbf)?\s*(?:--|\/\*|(?:use|set|begin|start|alter|create|drop|rename|insert|replace|update|delete|truncate|grant|revoke|do|call|with|select|delimiter|lock)\s)/i;

/** Bytes of a file's head that `classify` wants, where the path alone does not tell. */
export const headLength = 256;

/** The kind by path alone; `undefined` if the head must be seen. */
export function kindOfPath(path: string): FileKind | undefined {
  const name = baseName(path);
  if (manifestPlace.test(path)) return 'manifest';
  if (makefile.test(name)) return 'other';
  if (shellSuffix.test(name) || startupFile.test(name) || maintainerScript.test(path)) return 'shell';
  if (/\.(sql|psql|pgsql|ddl)$/i.test(name)) return 'sql';
  if (crontabPlace.test(path)) return 'crontab';
  if (cronName.test(name)) return undefined;
  // cron passes over such a name, and what it holds was meant for cron.
  if (/(^|\/)cron\.d\/[^/.][^/]*$/.test(path) && !besideOthers.test(name)) return 'crontab';
  // In a folder of programs it is the program.
  if (name === 'crontab' && !programFolder.test(path)) return 'crontab';
  if (logrotatePlace.test(path) && !besideOthers.test(name)) return 'logrotate';
  // An init script may have the name of a unit.
  if (unitSuffix.test(path)) return undefined;
  if (packagingPlace.test(path)) return 'packaging';
  if (certificateSuffix.test(name)) return 'certificate';
  if (interfaceSuffix.test(name)) return 'interface';
  if (configSuffix.test(name) || environmentName.test(name)) return 'config';
  return isHarmlessName(path) && !programSuffix.test(name) && !programFolder.test(path) ? 'other' : undefined;
}

export function classify(path: string, head: Uint8Array): FileKind {
  const known = kindOfPath(path);
  if (known && known !== 'other') return known;
  const begins = new TextDecoder('latin1').decode(head.subarray(0, headLength));
  const interpreter = interpreterOf(begins);
  // Nobody asks a name before a script is run.
  if (known) return interpreter !== undefined && shells.has(interpreter) ? 'shell' : known;
  if (binaryFormat(head)) return 'binary';
  if (beginsLikeCertificate(head) && !jarSignature.test(path)) return 'certificate';
  if (cronName.test(path)) return interpreter === undefined ? 'crontab' : shells.has(interpreter) ? 'shell' : 'other';
  if (interpreter !== undefined) return shells.has(interpreter) ? 'shell' : 'other';
  if (unitSuffix.test(path)) return 'unit';
  if (numberedWay.test(path) && beginsLikeSql.test(begins)) return 'sql';
  if (begins.startsWith('#cloud-config')) return 'config';
  if (cronFolder.test(path) && jobLine.test(begins)) return 'crontab';
  if (configPlace.test(path) && !forPeople.test(path) && !programFolder.test(path) && !head.includes(0)) return 'config';
  return 'other';
}
