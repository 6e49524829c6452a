/** Behind the last dot, in lower case. */
export const endingOf = (path: string): string => /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';

/** Texts for people, pages, translations, sources of compiled programs: nothing that a host runs by itself. */
const harmlessTexts = new Set(
  (
    'md markdown rst adoc asciidoc txt text html htm xhtml css scss sass less map po pot mo lang csv tsv log bib tex texi info man svg ps rtf ' +
    'c h cc cpp cxx hpp hh cs java kt kts scala go rs swift m mm f90 pas asm s d proto thrift graphql vue svelte ' +
    'asc sig gpg sha1 sha256 sha512 md5 sum sha256sum sha512sum md5sum lock gitignore gitattributes editorconfig npmignore dockerignore'
  ).split(' '),
);

/** Pictures, documents, archives, programs, databases: no text. */
const binaries = new Set(
  (
    'png jpg jpeg gif ico bmp webp tif tiff mp3 mp4 wav ogg webm avi mov woff woff2 ttf otf eot pdf doc docx xls xlsx ppt pptx odt ods ' +
    'zip jar war ear apk whl nupkg vsix tar tgz tbz tbz2 txz tzst gz bz2 xz zst lz4 lzma 7z rar deb rpm cpio iso img qcow2 ova msi cab dmg pkg ' +
    'so a o lib dll dylib exe sys ko pyc pyo class dex wasm dat db sqlite sqlite3 idx pack bin rom fw hex mib pcap'
  ).split(' '),
);

/** Whether the name alone says that nothing of the file could run, unless something calls it. */
export const isHarmlessName = (path: string): boolean => harmlessTexts.has(endingOf(path)) || binaries.has(endingOf(path));

/** Whether the name says no more than that the file is no text: an archive may be called so too. */
export const saysLittle = (path: string): boolean => /\.(dat|bin|data|img|pkg|raw|rom|fw|db)$/i.test(path);

/** Whether the name alone says that the file is no text. */
export const isBinaryName = (path: string): boolean => binaries.has(endingOf(path));

/** Pictures, sounds, fonts and documents, which show what they are at their beginning. */
export const isMedia = (path: string): boolean =>
  /\.(png|jpe?g|gif|ico|bmp|webp|tiff?|mp[34]|wav|ogg|webm|avi|mov|woff2?|ttf|otf|eot|pdf)$/i.test(path);

/** `README`, `LICENSE.apache`, `docs/…`: for people. */
export const isForPeople = (path: string): boolean =>
  /(^|\/)(readme|license|licence|copying|notice|authors|changelog|changes|news|todo|version|contributors|maintainers|copyright|thanks|credits|install|upgrading|history|security|manifest\.mf|control|conffiles|md5sums|triggers|shlibs|symbols|templates|config|compat|format|watch|dirs|docs|examples|links|manpages|lintian-overrides)(\.[^/]*)?$/i.test(
    path,
  ) || /(^|\/)(docs?|man\d?|licenses?|locale|i18n|translations?|META-INF|dist-info|egg-info)\//i.test(path);
