import { holesIn, isKnown, knownTail, type Template } from '../parse/shell-template';
import { baseName } from '../text/path';
import { shown } from './filled';
import { whatDoes } from './not-understood';
import type { Linker, Program } from './program';
import { scriptAt } from './script-at';

/** Where the host keeps its settings, and what systems have for scripts of everybody. */
const ofSystem =
  /^(?:~|\/(?:root|home\/[^/]+))\/\.|^\/(?:etc|run|sys|proc|dev\/null|boot|var\/run)(?:\/|$)|^\/(?:usr\/)?lib\/(?:lsb|init|rc|dracut|os-release|functions|initcpio|netifd|systemd|udev|upgrade|config)\b|^\/usr\/share\/(?:debconf|bash-completion|initramfs-tools|dbconfig-common|dpkg|cdbs|libpam-runtime)\/|^\/opt\/(?:rh|ros)\//;

/** Commands of the site or of another product, which lie among settings: `/etc/dten/hooks.sh`, `/etc/dten/post.d/*`. */
const isHook =
  /^\/(?:etc|run|var\/run)\/(?!(?:profile\.d|init\.d|rc\.d|rc\d\.d|default|sysconfig|bash_completion\.d|X11|lsb-release\.d|network)\/)(?:[^]*\.(?:sh|bash)|[^]*hook[^/]*|[^*]*\.d\/[^/*]*\*[^/]*)$/i;

/** Names of files that set variables, as people name them. */
const ofSettings =
  /^\.?(?:env|environment|activate|enable|config|settings|defaults?|vars|variables|os-release|versions?|release|credentials|secrets|profile|bashrc|[\w.-]*rc)$|\.(?:conf|cfg|cnf|ini|env|config|rc|properties|vars|defaults?|settings|local|inc\.conf|env\.\w+)$|(?:^|[._-])(?:conf|config|env|environment|settings|vars|variables|defaults|options|params|parameters|secrets|credentials|versions?|release|constants)(?:\.(?:sh|bash|inc))?$|^(?:nvm|sdkman-init|conda|rvm|setup|functions|completion)\.(?:sh|bash)$|^\.env\b/i;

/** The same by the name of the variable that holds the name. */
const holdsSettings = /conf|cfg|env|setting|vars|rc$|profile|default|option|secret|cred|release|version/i;

/**
 * What a script reads in with `.` and nobody has read: `undefined` if the package has it, or if it holds settings alone. `written`: as the script
 * names it, `named`: as far as that is known.
 */
export function unreadSource(written: Template, named: Template, program: Program, linker: Linker): string | undefined {
  const tail = knownTail(named);
  const name = baseName(tail);
  if (
    (ofSystem.test(named) && (!isHook.test(named) || ofSettings.test(name))) ||
    (name === '' && holesIn(written).some((hole) => holdsSettings.test(hole)))
  )
    return undefined;
  if (name === '') return isKnown(named) ? undefined : computedSource;
  if (ofSettings.test(name) || scriptAt(named, program, linker.script) || linker.file(tail) !== undefined) return undefined;
  if (name.includes('*') && linker.filesLike(shown(named)).length > 0) return undefined;
  return whatDoes(shown(named), undefined);
}

const computedSource = 'a file that is read in under a computed name';
