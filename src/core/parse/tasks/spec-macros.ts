/** Folders that rpm's own macros name (rpm.org, macros(5)); those that depend on the machine are left out. */
const folders: readonly (readonly [name: string, folder: string])[] = [
  ['_prefix', '/usr'],
  ['_bindir', '/usr/bin'],
  ['_sbindir', '/usr/sbin'],
  ['_libexecdir', '/usr/libexec'],
  ['_datadir', '/usr/share'],
  ['_sysconfdir', '/etc'],
  ['_localstatedir', '/var'],
  ['_sharedstatedir', '/var/lib'],
  ['_rundir', '/run'],
  ['_unitdir', '/usr/lib/systemd/system'],
];

/** What the macros of a spec file stand for, as far as the file itself or rpm says so. */
export function specMacros(text: string): ReadonlyMap<string, string> {
  const found = new Map(folders);
  const written = /^(?:%(?:global|define)[ \t]+(\w+)[ \t]+|(Name|Version):[ \t]*)([\w./@+-]+)[ \t]*$/gm;
  for (const [, name, tag, value = ''] of text.matchAll(written)) {
    const key = name ?? (tag ?? '').toLowerCase();
    // Set twice, as behind `%if`: nobody knows which.
    found.set(key, found.has(key) && found.get(key) !== value ? '${macro}' : value);
  }
  return found;
}

/** What systemd's macros, and those of SUSE, do with the units that stand behind them (systemd.macros, `systemd-update-helper`). */
const ofUnits: readonly (readonly [macro: RegExp, when: string, command: string])[] = [
  [/^%(?:systemd_post|service_add_post)$/, '-eq 1', '--no-reload preset'],
  [/^%(?:systemd_preun|service_del_preun)$/, '-eq 0', '--no-reload disable --now'],
  [/^%(?:systemd_postun_with_restart|service_del_postun)$/, '-ge 1', 'try-restart'],
  [/^%systemd_postun_with_reload$/, '-ge 1', 'reload'],
];

/** The shell around the units of such a line; its failures are not looked at. */
export function unitMacro(line: string): { readonly before: string; readonly after: string } | undefined {
  const name = /^\s*(%\w+)[ \t]+\S/.exec(line)?.[1];
  const [, when, command] = (name !== undefined && ofUnits.find(([macro]) => macro.test(name))) || [];
  return when === undefined ? undefined : { before: `if [ "$1" ${when} ]; then systemctl ${command ?? ''}`, after: ' || :; fi\n' };
}
