import type { OneLiner } from './code-calls';

/** Modules of Python and Node, and classes of Perl and Ruby, of which no function does more than `code-calls.ts` says. */
const ownModules =
  /^(?:node:)?(?:sys|json|os|re|time|datetime|calendar|platform|socket|ssl|hashlib|hmac|base64|binascii|uuid|random|secrets|string|math|collections|itertools|functools|pathlib|shutil|subprocess|glob|fnmatch|tempfile|argparse|configparser|csv|io|typing|site|sysconfig|importlib|pkgutil|struct|textwrap|urllib\d?|http|https|html|xml|email|locale|logging|getpass|pwd|grp|stat|signal|zlib|gzip|bz2|lzma|zipfile|tarfile|distutils|setuptools|pkg_resources|packaging|yaml|ruamel|tomllib|tomli|toml|requests|httpx|crypt|bcrypt|passlib|ast|codecs|contextlib|copy|decimal|errno|fileinput|fcntl|ipaddress|operator|pprint|queue|select|shlex|smtplib|sqlite3|pty|runpy|traceback|types|unicodedata|warnings|asyncio|threading|__future__|fs|fs\/promises|path|crypto|child_process|net|url|util|stream|events|readline|assert|process|dns|tls|buffer|v8|perf_hooks|querystring|timers|semver)$/;

const ownClasses =
  /^(?:File|FileUtils|Dir|IO|STDIN|STDOUT|STDERR|Gem|RbConfig|JSON|YAML|Time|Date|DateTime|ENV|ARGV|ARGF|Math|Data|POSIX|Getopt|Encode|Net|URI|Process|Kernel|Open3|Socket|TCPSocket|OpenSSL|Digest|SecureRandom|Base64|Etc|Pathname|Term|MIME|LWP|HTTP|CORE|Cwd|Scalar|List|Storable|Text|Tie|Sys|Config|Integer|Float|String|Array|Hash)$/;

/** Calls by the names that their modules have, each at its place: `s.run` of `import subprocess as s`, `remove` of `from os import remove`. */
export function withImports(text: string, language: OneLiner): string {
  if (language !== 'Python') return text;
  const names = new Map<string, string>();
  for (const [, module = '', list = ''] of text.matchAll(/\bfrom\s+([\w.]{1,60})\s+import\s+\(?([\w\s,]{1,400})/g))
    for (const [, name = '', alias = name] of list.matchAll(/(\w+)(?:\s+as\s+(\w+))?/g)) names.set(alias, `${module}.${name}`);
  for (const list of importedIn(text))
    for (const [, name = '', alias = ''] of list.matchAll(/(?<![\w.])([\w.]{1,60})\s+as\s+(\w+)/g)) names.set(alias, name);
  const plain = text.replace(/__import__\(\s*["'](\w+)["']\s*\)/g, '$1');
  if (names.size === 0) return plain;
  return plain.replace(/(?<![\w."'])[A-Za-z_]\w*(?=\s*\(|\.\w)/g, (name) => names.get(name) ?? name);
}

/** Whether the program does what another one says: a statement calls a module that nobody here knows. */
export function callsForeignCode(text: string, masked: string, language: OneLiner): boolean {
  switch (language) {
    case 'Python':
      return foreignNames(text).some((name) => isStatement(masked, name));
    case 'JavaScript':
      return foreignRequires(text).some((name) => isStatement(masked, name));
    case 'Ruby':
    case 'Perl':
      return Array.from(masked.matchAll(/(?:^|[;\n{]|&&)[ \t]*([A-Z]\w*)(?:::\w+)*(?:\.|->|::)[a-z_]\w*/g)).some(
        ([, name = '']) => !ownClasses.test(name),
      );
    default:
      return false;
  }
}

/** `import a, b as c`. */
const importedIn = (text: string): readonly string[] =>
  Array.from(text.replace(/\bfrom\s+[\w.]{1,60}\s+import\b/g, '').matchAll(/\bimport\s+([\w., \t]{1,400})/g), ([, list = '']) => list);

function foreignNames(text: string): readonly string[] {
  const found: string[] = [];
  for (const [, module = ''] of text.matchAll(/\bfrom\s+([\w.]{1,60})\s+import\b/g)) found.push(module);
  for (const list of importedIn(text)) found.push(...list.split(',').map((one) => one.trim().split(/\s/)[0] ?? ''));
  return found.map((module) => module.split('.')[0] ?? '').filter((name) => name !== '' && !ownModules.test(name));
}

/** Names of modules that are read in from files, and what is called as it is read in. */
function foreignRequires(text: string): readonly string[] {
  const found: string[] = [];
  for (const [, names = '', module = ''] of text.matchAll(
    /(?:(?:const|let|var)\s+(\w{1,80}|\{[\w\s,:]{1,200}\})\s*=\s*)?(?:await\s+)?(?:require|import)\(\s*["'`]([^"'`]{1,200})["'`]\s*\)/g,
  )) {
    if (ownModules.test(module) || module.endsWith('.json')) continue;
    found.push(...(names === '' ? ['require', 'import'] : (names.match(/\w+/g) ?? [])));
  }
  return found;
}

/** `name.x(`, `name(` at the beginning of a statement. */
const isStatement = (masked: string, name: string): boolean =>
  new RegExp(`(?:^|[;\\n{:]|&&)[ \\t]*(?:await\\s+)?${name}(?:\\.\\w+)*\\s*\\(`).test(masked);
