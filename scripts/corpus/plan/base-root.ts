import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What most maintainer scripts count on beside the essential packages. */
const more =
  'adduser,ucf,debconf,init-system-helpers,systemd,systemd-sysv,dbus,perl,python3,procps,passwd,cron,logrotate,openssl,sysvinit-utils,locales,file,iproute2,sudo,kmod,udev';

/** Verbs that need a running service manager: there is none, and the trace tells that they were asked for. */
const recorder = `#!/bin/sh
for word do
  case $word in
    start|stop|restart|reload|try-restart|reload-or-restart|try-reload-or-restart|condrestart|force-reload|daemon-reload|daemon-reexec|kill|isolate|reset-failed) exit 0 ;;
    is-active|is-failed) exit 3 ;;
    -*) ;;
    *) break ;;
  esac
done
exec /usr/bin/systemctl.real "$@"
`;

/** The root that every run gets a copy-on-write view of. Made once, with debootstrap. */
export function baseRoot(cache: string): string {
  const base = join(cache, 'base');
  const systemctl = join(base, 'usr/bin/systemctl');
  if (existsSync(`${systemctl}.real`)) return base;
  mkdirSync(cache, { recursive: true });
  if (!existsSync(systemctl)) {
    rmSync(base, { recursive: true, force: true });
    execFileSync('debootstrap', ['--variant=minbase', `--include=${more}`, 'bookworm', base, 'http://deb.debian.org/debian'], {
      stdio: 'inherit',
    });
  }
  renameSync(systemctl, `${systemctl}.real`);
  writeFileSync(systemctl, recorder);
  chmodSync(systemctl, 0o755);
  // Scripts ask by this folder whether systemd runs.
  mkdirSync(join(base, 'run/systemd/system'), { recursive: true });
  return base;
}
