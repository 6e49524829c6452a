/** First bytes, in hex, of what holds or hides files and is opened by nobody here; `at`: where they stand. */
interface PackedSign {
  readonly magic: string;
  readonly at?: number;
  readonly is: string;
}

const signs: readonly PackedSign[] = [
  { magic: '1f9d', is: 'a file that compress has packed' },
  { magic: '1fa0', is: 'a file that compress has packed' },
  { magic: '4c5a4950', is: 'a file that lzip has packed' },
  { magic: '894c5a4f000d0a1a0a', is: 'a file that lzop has packed' },
  { magic: '04224d18', is: 'a file that LZ4 has packed' },
  { magic: '02214c18', is: 'a file that LZ4 has packed' },
  { magic: '377abcaf271c', is: 'a 7-Zip archive' },
  { magic: '526172211a07', is: 'a RAR archive' },
  { magic: '4d53434600000000', is: 'a Windows cabinet' },
  { magic: 'd0cf11e0a1b11ae1', is: 'an installer or document in Microsoft’s compound format' },
  { magic: '78617221001c', is: 'a xar archive' },
  { magic: '4d5357494d000000', is: 'a Windows image' },
  { magic: '68737173', is: 'a squashfs image' },
  { magic: '453dcd28', is: 'a cramfs image' },
  { magic: '303730373037', is: 'a cpio archive' },
  { magic: 'c771', is: 'a cpio archive' },
  { magic: '2d6c68', at: 2, is: 'an LHA archive' },
  { magic: '60ea', is: 'an ARJ archive' },
  { magic: '2a2a4143452a2a', at: 7, is: 'an ACE archive' },
  { magic: '414c5a01', is: 'an ALZip archive' },
  { magic: '7a505132', is: 'a ZPAQ archive' },
  { magic: '376b5374', is: 'a ZPAQ archive' },
  { magic: '537475666649742028', is: 'a StuffIt archive' },
  // Frames that decoders skip may stand before those of Zstandard and LZ4.
  ...Array.from('0123456789abcdef', (digit) => ({ magic: `5${digit}2a4d18`, is: 'a file that Zstandard or LZ4 has packed' })),
  { magic: '27051956', is: 'an image for U-Boot' },
  { magic: 'd00dfeed', is: 'an image for U-Boot, or a device tree' },
  { magic: '55424923', is: 'a UBI image' },
  { magic: '31181006', is: 'a UBIFS image' },
  ...['0320', '01e0', '02e0'].map((node) => ({ magic: `8519${node}`, is: 'a JFFS2 image' })),
  ...['2003', 'e001', 'e002'].map((node) => ({ magic: `1985${node}`, is: 'a JFFS2 image' })),
  { magic: '43723234', is: 'a packed extension of a browser' },
  { magic: 'feedfeed', is: 'a key store of Java' },
  { magic: 'cececece', is: 'a key store of Java' },
  // BouncyCastle's: its version, and 20 bytes of salt.
  { magic: '0000000100000014', is: 'a key store of Java' },
  { magic: '0000000200000014', is: 'a key store of Java' },
  { magic: '514649fb', is: 'an image of a disk' },
  { magic: '4b444d56', is: 'an image of a disk' },
  { magic: '7668647866696c65', is: 'an image of a disk' },
  { magic: '636f6e6563746978', is: 'an image of a disk' },
  { magic: '5047444d50', is: 'a dump of a database' },
  { magic: '524544495330', is: 'a dump of a database' },
  ...['32', '33'].map((version) => ({ magic: `232076${version}206769742062756e646c65`, is: 'a bundle of git' })),
  { magic: '4253444946463430', is: 'a difference between programs' },
  { magic: 'd6c3c4', is: 'a difference between programs' },
  { magic: '666c617470616b', is: 'a Flatpak package' },
  { magic: '24414e5349424c455f5641554c54', is: 'an encrypted file' },
  { magic: '53616c7465645f5f', is: 'an encrypted file' },
  { magic: '6167652d656e6372797074696f6e2e6f7267', is: 'an encrypted file' },
  { magic: '2d2d2d2d2d424547494e20504750204d4553534147452d', is: 'an encrypted file' },
];

/** What the beginning of a file that nobody opens is; `undefined`: none of these. */
export function packedAs(head: Uint8Array): string | undefined {
  const hex = Array.from(head.subarray(0, 32), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (openPgp.test(hex)) return 'an encrypted file';
  if (privateKey.test(hex)) return 'a private key in binary form';
  if (keyStore.test(hex)) return 'a key store (PKCS #12)';
  return signs.find(({ magic, at = 0 }) => hex.startsWith(magic, at * 2))?.is;
}

/** PKCS #8 with RSA's or the curves' identifier, and PKCS #1, in DER. */
const privateKey = /^308[12](..){1,2}020100(300d06092a864886f70d010101|30..06072a8648ce3d0201|028[12])/;

/** PKCS #12: version 3, and the content that holds the rest (RFC 7292). */
const keyStore = /^30(?:80|82....|83......|84........)02010330(?:80|8[1-4])/;

/** A session's key for a public key or a password, which what is encrypted begins with (RFC 9580, 4.2 and 5.1). */
const openPgp = /^(85(0[0-4])..03|84..03|8c0d04|c1c[0-3]..03|c30d04)/;

/** What the makers of installers for Windows put behind the program that unpacks it, in the first bytes there. */
const installers: readonly (readonly [word: string, is: string])[] = [
  ['NullsoftInst', 'an NSIS installer'],
  ['zlb\u001a', 'an Inno Setup installer'],
  ['idska32', 'an Inno Setup installer'],
  [';!@Install@!', 'a 7-Zip archive with its installer'],
  ['InstallShield', 'an InstallShield installer'],
  ['ISSetupStream', 'an InstallShield installer'],
  ['WiseMain', 'a Wise installer'],
];

/** What lies behind the end of a program that is an installer; `undefined`: none of these. */
export function installerBehind(tail: Uint8Array): string | undefined {
  const text = new TextDecoder('latin1').decode(tail.subarray(0, 64));
  return installers.find(([word]) => text.includes(word))?.[1];
}
