/**
 * Files for those who build, test, release and develop: an upgrade runs none of them, unless a script of its own calls them. By their
 * places, and by the names that people give to such scripts.
 */
export const isWorkshop = (path: string): boolean => places.test(path) || names.test(path);

/** …on hosts that production does not have. What images are made of, and what starts in them, runs in production. */
export const isBuilding = (path: string): boolean =>
  sources.test(path) ||
  (isWorkshop(path) &&
    (/(^|\/)(tools?|hack|contrib|dev[\w-]*|scenarios|_?ci|[\w.-]+[-_]ci|ci[-_][\w-]+|\.[a-z]+)\//i.test(path) ||
      /(^|[/._-])(ci|gitpod|dev(el(op(ment)?)?)?|e2e|tests?|testing)([._-][^/]*)?$/i.test(path) ||
      /(^|\/)(?:(apk|pkg)build[^/]*|plan\.(?:sh|ps1)|(?:gnu)?makefile(?:\.\w+)?|[^/]*\.mk)$/i.test(path) ||
      !/docker|container|compose|podman|entry[-_]?point|rootfs|initdb/i.test(path)));

/** Sources as their authors give them away: the product is built from them (`deps/zlib-1.3.tar.gz »`, `ttf2pt1-src.tgz »`). */
const sources = /(^|\/)deps\/[^»]*\.(?:tar(?:\.\w+)?|t[gbx]z2?) »|[-_.](?:src|sources?|orig)\.(?:tar(?:\.\w+)?|t[gbx]z2?|zip) »/i;

/** Folders of build systems, continuous integration, images and developers. */
const folders = [
  // Hidden ones are of tools.
  '\\.[a-z][\\w-]*',
  '_?ci|[\\w.-]+[-_]ci|ci[-_][\\w-]+|jenkins\\w*|(?:travis|appveyor|circleci|buildkite)(?:[-_]\\w+)?|gitlab|github',
  'build(?:s|ing|ers?|tools?|[-_]?scripts?|[-_][\\w-]*)?|toolchains?|cmake|m4|autotools|release(?:-?(?:tools?|scripts?|notes?))?',
  '(?:[\\w.]+[-_])?dev(?:el|elop(?:er|ment)?|env|ops|stack|tools?)?(?:[-_]\\w+)?|hack|git-?hooks|completions?',
  'vagrant|packer|docker(?:files?)?(?:[-_]\\w+)?|images?|rootfs|(?:docker-entrypoint-)?initdb(?:\\.d)?|podman',
  'snap(?:craft)?|flatpak|appimage|homebrew',
  'bench(?:marks?)?|simu(?:lat(?:ors?|ions?))?|fuzz(?:ing)?|lint(?:ers?)?|e2e|molecule|qa',
  'node_modules|vendor|(?:third|3rd)[-_]?party|bower_components',
];
/** A product's pages for the world lie at the top, with what makes them. */
const places = new RegExp(`(?:^|/)(?:${folders.join('|')})/|^(?:[^/]+/)?website/`, 'i');

const files = [
  // Settings of continuous integration and of developers.
  '\\.[\\w-]+\\.ya?ml(?:\\.\\w+)?|(?:azure|bitbucket)-pipelines[^/]*|devcontainer[^/]*|(?:appveyor|codecov|cloudbuild|buildspec|wercker|circle)\\.ya?ml|sonar-project\\.properties',
  '[^/]*[-_.](?:dev|ci|dusk)(?:[-_.][^/]*)?\\.(?:ya?ml|json|toml|ini|conf|hjson)|[\\w.-]*[-_.]dev\\.env|\\.?env\\.[^/]*\\b(?:dev\\w*|ci|local|test\\w*|travis|github|gitlab|jenkins|circle(?:ci)?|appveyor|drone|codespaces?|gitpod)',
  // What builds: of make, of Debian, of autotools, of images, of releases.
  'debian/rules|(?:APK|PKG)BUILD(?:\\.in)?|plan\\.(?:sh|ps1)|(?:GNU)?makefile\\w*|[^/]*\\.mk|configure|autogen(?:\\.sh)?|bootstrap-dev\\w*|(?:jenkins|tilt|earth)file[^/]*|[^/]*vagrant[^/]*',
  'dockerfile[^/]*|(?:docker[-_.])?(?:entry[-_]?point|entry)[^/]*|docker-(?!compose)[^/]*',
  // With the classic name of a file of compose products are run as well.
  'docker-compose[-_.](?:[^/]*[-_.])?(?:build(?:er)?|debug|local|override|e2e)(?:[-_.][^/]*)?',
  'demo[-_.][^/]*|build[^/]*|package[-_.][^/]*|make(?:[-_.]|beta|dist|release)[^/]*|release[^/]*|publish[^/]*|(?:code-?)?sign[-_][^/]*|(?:gpg|rpm|deb)-?sign[-_.][^/]*|bump[-_]?\\w*|gen(?:erate)?[-_.][^/]*',
  // What tests and checks.
  '(?:run[-_]?)?(?:unit|integration|e2e)?[-_]?tests?(?:[-_.][^/]*)?|lint[^/]*|format[-_.][^/]*|bench[^/]*|coverage[^/]*|check[-_](?:style|format|spelling|license)[^/]*',
  '[^/]*[-_](?:tests?|ut|simu|ci|dev|lint|docker|build)\\.\\w+|(?:run|start)[-_]?dev\\w*(?:\\.\\w+)?|[^/]*[-_.]gitpod\\.\\w+|ci[-_.][^/]*|dev[-_.][^/]*|travis[^/]*',
  '[^/]*\\.(?:example|sample|orig|rej|bak)',
];
const names = new RegExp(`(?:^|/)(?:${files.join('|')})$`, 'i');
