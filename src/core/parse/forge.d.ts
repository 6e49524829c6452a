// The part of node-forge that core loads on its own: all of it would be ten times as much code.
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
