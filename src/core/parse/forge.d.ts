// The parts of node-forge that core loads on their own: all of it would be ten times as much code.
declare module 'node-forge/lib/sha256' {
  import type { md } from 'node-forge';
  const sha256: { create(): md.MessageDigest };
  export default sha256;
}

declare module 'node-forge/lib/sha1' {
  import type { md } from 'node-forge';
  const sha1: { create(): md.MessageDigest };
  export default sha1;
}

declare module 'node-forge/lib/sha512' {
  import type { md } from 'node-forge';
  const sha512: { create(): md.MessageDigest; sha384: { create(): md.MessageDigest } };
  export default sha512;
}

declare module 'node-forge/lib/rsa' {
  import type { jsbn, pki } from 'node-forge';
  const rsa: { setPublicKey(modulus: jsbn.BigInteger, exponent: jsbn.BigInteger): pki.rsa.PublicKey };
  export default rsa;
}

declare module 'node-forge/lib/jsbn' {
  import type { jsbn } from 'node-forge';
  const numbers: typeof jsbn;
  export default numbers;
}
