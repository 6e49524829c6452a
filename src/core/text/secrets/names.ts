const inName =
  /passw|passphrase|requirepass|masterauth|primaryauth|(?:bind|root)pw|passcode|pwd|kennwort|secret|token(?!iz|is)|credential|(?:api|access|private|account|signing|encryption|master|shared|storage|auth|license|subscription|deploy|service|hmac)_?key|(?:^|_)(?:pw|psk|\w{0,40}pass|authorization)(?:_|$)/;

/** Words that end in `pass` and are none, and `NOPASSWD:` of sudoers. */
const otherPasses = /(?:^|_)(?:by|com|sur|tres|multi|under|over|proxy_|fastcgi_|uwsgi_|grpc_|scgi_)pass(?:_|$)|^no_?passwd$/;

/** What a name ends in that says where a secret lies or how it is treated, not what it is. */
const aboutIt =
  /(?:(?:max|min|num|total)_\w{0,20}tokens?|files?|paths?|dir|directory|names?|urls?|uris?|endpoint|ttl|expiry|expires|expiration|timeout|lifetime|length|len|min|max|size|count|limit|policy|types?|prompt|enabled|required|rotation|interval|days|age|hint|labels?|algorithm|encoder|encoding|encryption|cipher|reset|fields?|headers?|refs?|provider|store|manager|class|method|mode|validity|regex|pattern|strength|lookup|version|location|sources?|helper|template|stdin|fd|env|var|variable|authentication|checker|plugin|service)$/;

/** The longest name that is looked at: of longer ones the end counts. */
const longest = 80;

/** Whether a key, variable or option is likely to hold a secret, by its name. */
export function isSecretName(name: string): boolean {
  const own = name
    .slice(-longest)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_');
  return inName.test(own) && !otherPasses.test(own) && !aboutIt.test(own);
}
