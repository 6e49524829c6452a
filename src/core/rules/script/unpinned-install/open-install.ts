import { imageName, isFloating } from '../../../facts/containers/image-name';
import type { PlanEffect } from '../../../plan/plan';

/**
 * What an effect leaves open: `newest`, the version of something that is named; `latest`, the image behind a tag that moves; `moving`, what lies
 * at an address or on a branch; `all`, the versions of all that its manager looks after.
 */
export interface OpenInstall {
  readonly how: 'newest' | 'latest' | 'moving' | 'all';
  /** What is installed; of `all` nothing. */
  readonly name: string;
}

/** `undefined`: the version is fixed, or nobody can say. `isFolder`: whether the package has one, as a chart's name may be. */
export function openInstall(effect: PlanEffect, isFolder: (path: string) => boolean): OpenInstall | undefined {
  const { kind, by, target, container } = effect;
  if (container !== undefined) return undefined;
  switch (kind) {
    case 'container.pull':
      return /^((docker|podman|nerdctl) pull|skopeo copy)$/.test(by) ? image(target.replace(/^docker:\/\//, '')) : undefined;
    case 'container.run':
      return /^(docker|podman|nerdctl) (run|create)$/.test(by) ? image(target) : undefined;
    case 'cluster.apply':
      return applied(effect, isFolder);
    case 'network.fetch':
      return fetched(effect, isFolder);
    case 'process.start':
      return /^(npx|bunx|pnpm|yarn)\b/.test(by) ? tagged(target) : undefined;
    case 'package.install':
      return installed(effect);
    default:
      return undefined;
  }
}

const newest = (name: string): OpenInstall => ({ how: 'newest', name });

function image(name: string): OpenInstall | undefined {
  const parts = imageName(name);
  return parts && isFloating(parts) ? { how: 'latest', name } : undefined;
}

/** `@acme/cli@latest`. */
const tagged = (target: string): OpenInstall | undefined => (/[^@]@(latest|next)$/.test(target) ? newest(target) : undefined);

const branch = '(main|master|trunk|develop|HEAD)';
const onBranch = new RegExp(`[@#]${branch}$`);

/** Addresses of what was released last, or lies on a branch. */
const movingAddress = new RegExp(
  `/releases/latest/|[/_-]latest[/._-]|[/_-]latest$|^https?://raw\\.githubusercontent\\.com/[^/]+/[^/]+/(refs/heads/)?${branch}/|^https?://github\\.com/[^/]+/[^/]+/(raw|archive|blob)/(refs/heads/)?${branch}[/.]|^https?://[^/]+/[^?]*/-/(raw|archive)/${branch}/`,
);

const isRelease = /\.(deb|rpm|apk|t[gx]z|tar(\.\w+)?|zip|jar|war|run|bin|exe|whl|phar|appimage)$/i;

const names = (options: readonly string[], found: RegExp): boolean => options.some((option) => found.test(option));

/** Charts without a version, and what lies at an address that moves. */
function applied({ by, target, from = '', options }: PlanEffect, isFolder: (path: string) => boolean): OpenInstall | undefined {
  if (/^helm (install|upgrade)$/.test(by)) return chart(from, options, isFolder);
  if (/^(kubectl|oc) set$/.test(by)) return from === '' ? undefined : image(from);
  if (!/^(kubectl|oc|microk8s\.kubectl) (apply|create|replace)$/.test(by)) return undefined;
  if (/^https?:/.test(target)) return movingAddress.test(target) ? { how: 'moving', name: target } : undefined;
  if (!/^(github\.com|git@)|\.git(\/\/|$|\?)/.test(target)) return undefined;
  const ref = /[?&]ref=([^&]+)/.exec(target)?.[1];
  return ref === undefined || new RegExp(`^${branch}$`).test(ref) ? { how: 'moving', name: target } : undefined;
}

function chart(name: string, options: readonly string[], isFolder: (path: string) => boolean): OpenInstall | undefined {
  if (names(options, /^version(=|$)/)) return undefined;
  if (/^oci:\/\/[\w./:-]+$/.test(name))
    return /:[\w.+-]+$/.test(name.slice('oci://'.length).split('/').at(-1) ?? '') ? undefined : newest(name);
  // Helm looks for a folder first.
  const isNamed =
    /^[\w-]+\/[\w.-]+$/.test(name) && !/\.tgz$/.test(name) && !/^(charts?|helm|deploy\w*|k8s|kubernetes|manifests)\//.test(name);
  const isOfAddress = names(options, /^repo=https?:/) && /^[\w-]+$/.test(name);
  return (isNamed || isOfAddress) && !isFolder(name) ? newest(name) : undefined;
}

function fetched({ by, target, options }: PlanEffect, isFolder: (path: string) => boolean): OpenInstall | undefined {
  if (/^(curl|wget|wget2|aria2c)$/.test(by)) {
    const [address = ''] = target.split(/[?#]/);
    const isInstalled =
      isRelease.test(address) ||
      /\/releases\/latest\/download\//.test(address) ||
      names(options, /^(o|output|O|output-document)=\/.*bin\//);
    return movingAddress.test(address) && isInstalled ? { how: 'moving', name: target } : undefined;
  }
  return by === 'helm pull' ? chart(target, options, isFolder) : undefined;
}

const distribution =
  /^(apt-get|apt|aptitude|dnf|dnf5|yum|microdnf|tdnf|zypper|apk|brew|port|xbps-install|opkg) (install|add|in|reinstall|upgrade)$/;
const language =
  /^((pip|pip3|pipx|uv|npm|yarn|pnpm|bun|gem|cargo|snap|conda|mamba|micromamba|composer|luarocks|cpan|poetry|pipenv|pdm|choco|winget|scoop|flatpak|dotnet|ansible-galaxy) (install|i|add|update|up|upgrade|refresh|require|global|pip|tool|collection|role)|cpanm|pacman|yay|paru|python[\d.]*|pypy3)$/;
/** Managers of a project's or a tool's own libraries, which have a form for all of them. */
const ofProject =
  /^((npm|yarn|pnpm|bun|poetry|pipenv|composer|bundle|bundler|cargo) (up|update|upgrade)|(terraform|tofu) init|(gem|pipx|snap|flatpak|choco|brew) (update|upgrade|refresh))$/;

/** What alike is told once: distributions have several programs for the same, and `pip3` is `pip`. */
export const managerOf = ({ by }: PlanEffect): string =>
  distribution.test(by) ? 'distribution' : (by.split(' ')[0] ?? '').replace(/(?<![\d.])[\d.]+$/, '');

/** A plain name: no version, no file, no address, nothing computed. */
const isName = (target: string): boolean =>
  /^@?[A-Za-z][\w.+-]*((\/|::)[\w.-]+)*$/.test(target) && !/\.(deb|rpm|apk|whl|tgz|gz|zip|txt|gem|ya?ml)$/.test(target);

/** A requirement or lock file decides, or a folder, or a version that stands beside the name. */
const isDecided =
  /^(r|requirement|c|constraint|e|editable|no-index|v|version|path|git|locked|revision|channel|dangerous|frozen-lockfile)(=|$)/;

function installed({ by, target, options }: PlanEffect): OpenInstall | undefined {
  if (names(options, /^(download-only|d|s|simulate|dry-run)$/)) return undefined;
  if (target === '*') return ofProject.test(by) ? { how: 'all', name: '' } : undefined;
  if (distribution.test(by)) {
    const isOpen = isName(target) && !/\d\.\d+[.-]\d/.test(target) && !target.includes('/') && !names(options, /^no-upgrade$/);
    return isOpen ? newest(target) : undefined;
  }
  if (by === 'go install') return /@(latest|master|main|HEAD)$/.test(target) ? newest(target) : undefined;
  if (!language.test(by) || names(options, isDecided)) return undefined;
  if (/^(git\+|git:|github:)/.test(target)) return isOfBranch(target) ? { how: 'moving', name: target } : undefined;
  return isName(target) || isRange(target) ? newest(target) : undefined;
}

/** `git+https://…` without a tag or commit behind it. */
const isOfBranch = (target: string): boolean => onBranch.test(target) || !/[@#][^/@#]+$/.test(target.replace(/^(git\+)?ssh:\/\/git@/, ''));

/** `acme>=2`, `acme~=2.0`, `acme@^2`, `acme@latest`: whatever is newest of these. */
const isRange = (target: string): boolean =>
  /^[A-Za-z][\w.-]*(\[[\w,-]+\])?(>=|~=|>)[\w.,<>=!~ *]+$/.test(target) || /^@?[\w./-]+@(latest|next|[\^~>*].*)$/.test(target);
