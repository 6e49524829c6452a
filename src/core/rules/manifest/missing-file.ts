import { defineRule } from '../rule';

/** Of one list. */
const oneByOne = 20;

/** Lists of these say under which terms the parts of a product stand, wherever their sources lie. */
const licence = /(?:^|[/._-])(?:un)?licen[cs]es?(?:[._-][\w.-]*)?$|(?:^|\/)(?:copying|notice|copyright)(?:[._-][\w.-]*)?$/i;

/** Builds for other systems stand in the list of a release, and not in each of its packages. */
const otherBuild = /\.(?:zip|tgz|tar(?:\.\w+)?|deb|rpm|apk|msi|exe|dmg|pkg|iso|img|qcow2?|ova|jar|whl|snap|appimage)$/i;

export const missingFile = defineRule({
  id: 'manifest/missing-file',
  target: 'package',
  reads: ['lists'],
  severity: 'error',
  confidence: 'certain',
  hazards: ['half-done', 'unknown-state'],
  fixable: false,
  summary: 'A file that the package lists is not in it',
  rationale: `The manifest's \`files\` or a checksum file names a file that is not there. Either the archive was cut or packed wrongly, and the upgrade stops
when it comes to that file, or the list is of another build, and then it vouches for nothing.

In the manifest it is an error. In a checksum file it is a warning, as such lists are often those of a whole release; for other archives and installers it is only
mentioned, and so is a list of nothing but licence texts, once. It is silent for a list none of whose files is there (the report names it under *not checked*), for absolute paths, and for what is deleted by a patch here.`,
  references: ['https://www.gnu.org/software/coreutils/manual/html_node/cksum-general-options.html'],
  messages: {
    missing: (d: { file: string; list: string }) =>
      `${d.file} is listed in ${d.list}, and is not in the package: it is not whole, or the list is of another build.`,
    other: (d: { file: string; list: string }) =>
      `${d.file} is listed in ${d.list}, and is not in the package; it may be another part of the release.`,
    licences: ({ count, list }: { count: number; list: string }) =>
      `${count === 1 ? 'One licence text' : `${count} licence texts`} that ${list} lists ${count === 1 ? 'is' : 'are'} not in the package: the sources of these parts lie elsewhere.`,
    more: (d: { count: number; list: string }) => `${d.count} more files that ${d.list} lists are not in the package.`,
  },
  check(_reviewed, { report, lists = [] }) {
    for (const { path, kind, files } of lists) {
      if (!files.some((file) => file.path !== undefined)) continue;
      const missing = files.filter((file) => file.path === undefined);
      const [first] = missing;
      if (first && files.every(({ listed }) => licence.test(listed.named))) {
        report({ path, span: first.listed.span }, 'licences', { data: { count: missing.length, list: path }, atMost: 'info' });
        continue;
      }
      for (const { listed } of missing.slice(0, oneByOne)) {
        const isOther = kind === 'checksums' && otherBuild.test(listed.named);
        report({ path, span: listed.span }, isOther ? 'other' : 'missing', {
          data: { file: listed.named, list: path },
          ...(kind !== 'manifest' && { atMost: isOther ? 'info' : 'warning' }),
        });
      }
      const last = missing.at(-1);
      if (last && missing.length > oneByOne)
        report({ path, span: last.listed.span }, 'more', {
          data: { count: missing.length - oneByOne, list: path },
          ...(kind !== 'manifest' && { atMost: 'warning' }),
        });
    }
  },
});
