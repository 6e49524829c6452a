/** What is no longer looked at: the certificate of the other side, its host key, the signature of what is installed, or all of it. */
export type Unchecked = 'certificate' | 'host-key' | 'signature' | 'encryption';

/** A way to say that nobody need check whom one talks to. */
export interface Switch {
  /** By what its places are found; three characters or more. */
  readonly literals: readonly string[];
  /** Sticky, at the literal. Its first group is what is mended; without one nothing is. */
  readonly pattern: RegExp;
  readonly unchecked: Unchecked;
  /** What stands in the place of the group; absent: it goes, with the blanks before it. */
  readonly better?: string;
  /** It is an option: a word of its own, which commands are given. */
  readonly isOption?: true;
  /** A setting: in a program it often stands in a branch that somebody must ask for. */
  readonly isSetting?: true;
}

const no = /(?:false|False|FALSE|no|No|off|Off|0|none|None|never|disabled?)/.source;
const yes = /(?:true|True|TRUE|yes|Yes|on|On|1|always)/.source;
/** Between a name and its value: of YAML, JSON, INI, PHP, nginx, arguments. */
const sign = /["']?\s{0,4}(?:=>|[:=,]|\s)\s{0,4}["']?/.source;
const end = /(?![\w.-])/.source;

const words = (list: string): readonly string[] => list.split(' ');

/** Names that ask for a check, and are told not to. */
const asked = (names: string, unchecked: Unchecked, better: string): Switch => ({
  literals: words(names),
  pattern: new RegExp(`[\\w-]{3,40}${sign}(${no})${end}`, 'dy'),
  unchecked,
  better,
  isSetting: true,
});

/** Names that ask for no check. */
const waived = (names: string, unchecked: Unchecked, better: string): Switch => ({
  literals: words(names),
  pattern: new RegExp(`[\\w-]{3,40}${sign}(${yes})${end}`, 'dy'),
  unchecked,
  better,
  isSetting: true,
});

const option = (names: string, unchecked: Unchecked, tail = ''): Switch => ({
  literals: words(names),
  pattern: new RegExp(`(--?[a-z-]{4,40}${tail})(?=[\\s"'\`)\\]},;\\\\]|$)`, 'dy'),
  unchecked,
  isOption: true,
});

/** From the manuals of the programs that read them. */
export const switches: readonly Switch[] = [
  {
    literals: ['ServerCertificateValidationCallback'],
    pattern: /ServerCertificateValidationCallback\s{0,4}=\s{0,4}\{\s{0,4}\$true\s{0,4}\}/dy,
    unchecked: 'certificate',
  },
  { literals: ['-SkipCertificateCheck'], pattern: /-SkipCertificateCheck\b(?!:\$false)/dy, unchecked: 'certificate' },
  {
    literals: ['curl'],
    // Options without a value may stand in one word.
    pattern:
      /curl(?:\.exe)?(?:\\\r?\n|&(?!&)|[^\n|;&]){0,500}?(?<=[\s"'])(-[fsSLgGiIvNnjlqaBMRZ0146#]{0,12}k[fsSLgGiIvNnjlqaBMRZ0146#]{0,12}[oO]?|--insecure)(?=[\s"'`)\],;\\]|$)/dy,
    unchecked: 'certificate',
    isOption: true,
  },
  // `CURL_OPTS="-sk"`.
  {
    literals: ['CURL_', 'curl_'],
    pattern:
      /curl_\w{1,24}=["'(]{0,2}(?:[^"'\n]{0,120}\s)?(-[fsSLgGiIvNnjlqaBMRZ0146#]{0,12}k[fsSLgGiIvNnjlqaBMRZ0146#]{0,12}|--insecure)(?=[\s"')]|$)/diy,
    unchecked: 'certificate',
    isOption: true,
  },
  option(
    '--no-check-certificate --no-check-certificates --insecure-skip-tls-verify --no-verify-ssl --skip-tls-verify --tls-skip-verify --no-tls-verify --insecure-skip-verify',
    'certificate',
  ),
  option('--trusted-host', 'certificate', '(?:=|\\s{1,8})[^\\s"\'`;|&]{1,253}'),
  option('--allow-unauthenticated --nogpgcheck --no-gpg-checks --no-gpg-check --no-gpg-verify --allow-untrusted', 'signature'),
  {
    literals: ['--nosignature'],
    // `rpm -qa --nosignature` only asks what is installed.
    pattern:
      /(?<!\brpm(?:query)?\b[^\n;|&]{0,120}\s(?:-\w{0,6}[qV]\w{0,6}|--query|--verify)\b[^\n;|&]{0,120})(?<!\brpmquery\b[^\n;|&]{0,120})(--nosignature)(?=[\s"'`)\]},;\\]|$)(?![^\n;|&]{0,120}\s(?:-\w{0,6}[qV]\w{0,6}|--query|--verify)\b)/dy,
    unchecked: 'signature',
    isOption: true,
  },
  asked(
    'verify_ssl verifySSL verify-ssl ssl_verify ssl-verify sslverify sslVerify SSL_VERIFY VERIFY_SSL tls_verify tls-verify TLS_VERIFY verify_tls verify_certs verify_certificate verify-certificate check-certificate check_certificate validate_certs strict-ssl strictSSL strict_ssl',
    'certificate',
    'true',
  ),
  asked(
    'rejectUnauthorized reject_unauthorized verify_peer verifyServerCertificate ssl_verify_peer CURLOPT_SSL_VERIFYPEER',
    'certificate',
    'true',
  ),
  asked('NODE_TLS_REJECT_UNAUTHORIZED PYTHONHTTPSVERIFY PERL_LWP_SSL_VERIFY_HOSTNAME', 'certificate', '1'),
  asked('proxy_ssl_verify', 'certificate', 'on'),
  asked('verification_mode', 'certificate', 'full'),
  asked('SSLProxyVerify', 'certificate', 'require'),
  asked('TLS_REQCERT tls_reqcert LDAPTLS_REQCERT', 'certificate', 'demand'),
  asked('Verify-Peer Verify-Host', 'certificate', 'true'),
  waived(
    'insecure_skip_verify InsecureSkipVerify insecureSkipVerify insecure-skip-verify INSECURE_SKIP_VERIFY tls_skip_verify tlsSkipVerify TLS_SKIP_VERIFY skip_tls_verify skipTLSVerify SKIP_TLS_VERIFY skip_ssl_verify insecure_skip_tls_verify insecure-skip-tls-verify insecureSkipTLSVerify VAULT_SKIP_VERIFY trustServerCertificate TrustServerCertificate tlsAllowInvalidCertificates tlsInsecure disable-tls',
    'certificate',
    'false',
  ),
  {
    // Other things than certificates are verified as well: it has to be about a connection.
    literals: ['verify='],
    pattern:
      /(?<=(?:requests|https?|httpx|aiohttp|[Ss]ession|[Cc]lient|urlopen|ssl|SSL|tls|TLS|ur[il]|\.(?:get|post|put|patch|delete|head|request))\b[^;]{0,300})(?<![\w-])verify=(False)(?=\s{0,8}[,)\n])/dy,
    unchecked: 'certificate',
    better: 'True',
  },
  { literals: ['--verify=no'], pattern: /--verify=(no)(?=[\s"']|$)/dy, unchecked: 'certificate', better: 'yes' },
  {
    literals: ['insecure-registries'],
    pattern: /insecure-registries["']?\s{0,4}[:=]\s{0,4}\[\s{0,40}["'][^"'\]\n]{1,80}["']/dy,
    unchecked: 'certificate',
  },
  { literals: ['_create_unverified_context'], pattern: /_create_unverified_context(?=\s?\(|\s|$)/dy, unchecked: 'certificate' },
  { literals: ['CERT_NONE', 'VERIFY_NONE'], pattern: /(?:CERT|VERIFY)_NONE\b/dy, unchecked: 'certificate', isSetting: true },
  { literals: ['verify none'], pattern: /verify (none)\b/dy, unchecked: 'certificate', better: 'required' },
  {
    literals: ['http.sslVerify', 'http.sslverify'],
    pattern: /http\.ssl[Vv]erify["']?(?:=|\s{1,4})["']?(false|0|no|off)\b/dy,
    unchecked: 'certificate',
    better: 'true',
  },
  {
    literals: ['GIT_SSL_NO_VERIFY'],
    pattern: /(GIT_SSL_NO_VERIFY=["']?\w{1,5}["']?[ \t]+)(?=\w)|GIT_SSL_NO_VERIFY["']?\s{0,4}[=:]\s{0,4}["']?\w/dy,
    unchecked: 'certificate',
  },
  {
    literals: ['StrictHostKeyChecking', 'stricthostkeychecking'],
    pattern: /StrictHostKeyChecking(?:\s{0,4}=\s{0,4}|\s{1,4})["']?(no|off)\b/diy,
    unchecked: 'host-key',
    better: 'accept-new',
  },
  asked('host_key_checking ANSIBLE_HOST_KEY_CHECKING', 'host-key', 'True'),
  {
    literals: ['sslmode', 'SSLMODE', 'ssl_mode', 'ssl-mode', 'sslMode', 'SSL_MODE'],
    isSetting: true,
    pattern: /ssl[_-]?mode["']?\s{0,2}[:=]\s{0,2}["']?(disabled?)(?![\w.-])/diy,
    unchecked: 'encryption',
    better: 'verify-full',
  },
  { literals: ['useSSL'], pattern: /useSSL\s{0,2}=\s{0,2}(false)\b/dy, unchecked: 'encryption', better: 'true', isSetting: true },
  { literals: ['[trusted=yes]'], pattern: /(\[trusted=yes\])/dy, unchecked: 'signature' },
  { literals: ['trusted=yes '], pattern: /(?<=\[)(trusted=yes )/dy, unchecked: 'signature' },
  { literals: ['trusted=yes'], pattern: /(?<=\[[^\]\n]{1,80})(?<!\[)(trusted=yes)\b/dy, unchecked: 'signature' },
  // `repo_gpgcheck` is about the list of packages: the packages themselves are checked all the same.
  {
    literals: ['gpgcheck'],
    pattern: /(?<!repo_)gpgcheck["']?\s{0,4}[=:]\s{0,4}["']?(0|no|false|off)\b/diy,
    unchecked: 'signature',
    better: '1',
  },
  // deb822, sources.list(5).
  { literals: ['Trusted:'], pattern: /(?<=(?:^|\n|\\n)[ \t]{0,20})Trusted:[ \t]{0,4}(yes)\b/dy, unchecked: 'signature', better: 'no' },
  {
    literals: ['--dangerous'],
    pattern: /(?<=\bsnap[ \t][^\n;|&]{0,200})(--dangerous)(?=[\s"']|$)/dy,
    unchecked: 'signature',
    isOption: true,
  },
  waived('AllowUnauthenticated AllowInsecureRepositories disable_gpg_check allow_unauthenticated', 'signature', 'false'),
  { literals: ['SigLevel'], pattern: /SigLevel\s{0,4}=\s{0,4}(Never)\b/dy, unchecked: 'signature', better: 'Required' },
];
