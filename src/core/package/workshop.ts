/**
 * Files for those who build, test, release and develop: an upgrade runs none of them, unless a script of its own calls them. By their
 * places, and by the names that people give to such scripts.
 */
export const isWorkshop = (path: string): boolean => places.test(path) || names.test(path);

/** …on hosts that production does not have. What images are made of, and what starts in them, runs in production. */
export const isBuilding = (path: string): boolean =>
  isWorkshop(path) &&
  (/(^|\/)(tools?|hack|contrib|dev\w*|\.[a-z]+)\//i.test(path) ||
    /(^|[/._-])(ci|dev(el(op(ment)?)?)?|e2e|tests?|testing)[._-][^/]*$/i.test(path) ||
    !/docker|container|compose|podman|entry[-_]?point|rootfs|initdb/i.test(path));

/** Folders of build systems, continuous integration, images and developers. */
const places =
  /(^|\/)(\.[a-z][\w-]*|_?ci|build(s|ing|ers?|tools?|[-_][\w-]*)?|([\w.]+[-_])?dev(el|elop(er|ment)?|env|ops)?([-_]\w+)?|hack|jenkins\w*|travis|appveyor|circleci|buildkite|gitlab|github|vagrant|packer|docker(files?)?([-_]\w+)?|images?|rootfs|(docker-entrypoint-)?initdb(\.d)?|podman|snap(craft)?|flatpak|appimage|toolchains?|cmake|m4|autotools|release(-?(tools?|scripts?|notes?))?|bench(marks?)?|fuzz(ing)?|lint(ers?)?|e2e|molecule|qa|node_modules|vendor|third[-_]?party|bower_components|git-?hooks|completions?)\//i;

const names =
  /(^|\/)([^/]*[-_.](dev|ci|dusk)([-_.][^/]*)?\.(ya?ml|json|toml|ini|conf|hjson)|\.env\.[^/]*\b(dev\w*|ci|local|test\w*)|[\w.-]*[-_.]dev\.env|\.[\w-]+\.ya?ml|(azure|bitbucket)-pipelines[^/]*|devcontainer[^/]*|(appveyor|codecov|cloudbuild|buildspec|wercker|circle)\.ya?ml|(jenkins|vagrant|tilt|earth)file[^/]*|debian\/rules|(GNU)?makefile\w*|[^/]*\.mk|configure|autogen(\.sh)?|bootstrap-dev\w*|dockerfile[^/]*|(docker[-_.])?(entry[-_]?point|entry)[^/]*|docker-[^/]*|build[^/]*|package[-_.][^/]*|make([-_.]|beta|dist|release)[^/]*|release[^/]*|publish[^/]*|(?:code-?)?sign[-_][^/]*|bump[-_]?\w*|lint[^/]*|format[-_.][^/]*|(run[-_]?)?(unit|integration|e2e)?[-_]?tests?([-_.][^/]*)?|[^/]*[-_](tests?|ci|dev|lint|docker|build)\.\w+|ci[-_.][^/]*|dev[-_.][^/]*|gen(erate)?[-_.][^/]*|travis[^/]*|bench[^/]*|coverage[^/]*|check[-_](style|format|spelling|license)[^/]*|[^/]*\.(example|sample|orig|rej|bak))$/i;
