import type { EffectKind } from '../effect';

/** What a command of Windows does to what one of its arguments names. */
export interface WindowsForm {
  readonly kind: EffectKind;
  /** Parameters of a cmdlet that name the target; without one of them its first plain argument does. */
  readonly target?: string;
  /** Plain arguments that come before the target: the verb of `reg`. */
  readonly skip?: number;
  /** What the target holds is lost. */
  readonly erases?: true;
  /** It is done to nothing that has a name. */
  readonly isNameless?: true;
  /** The target is the last plain argument, and those before it are where it comes from. */
  readonly isLast?: true;
  /** With this argument it is another command: of a cmdlet `-ItemType Directory`, of a program a word such as `/delete`. */
  readonly when?: readonly (readonly [argument: RegExp, form: WindowsForm | undefined])[];
}

const on = (kind: EffectKind, target = '', more: Omit<WindowsForm, 'kind' | 'target'> = {}): WindowsForm => ({ kind, target, ...more });
const many = (names: string, form: WindowsForm): (readonly [string, WindowsForm])[] => names.split(' ').map((name) => [name, form]);

/** Verbs of cmdlets that only ask, or work on what the script itself holds. */
export const looksOnly =
  /^(get|test|write|select|where|foreach|format|out|join|split|measure|sort|compare|convert\w*|resolve|group|show|trace|find|search|tee)-(?!file$|clipboard$|printer$)\w+$/;

/** Commands that change nothing but the script's own course. */
export const changesNothing = new Set(
  (
    'set-location push-location pop-location set-strictmode set-variable new-variable remove-variable new-object new-timespan new-guid start-transcript stop-transcript import-module ' +
    'add-type clear-host set-psdebug import-csv import-clixml import-powershelldatafile ipmo cd chdir sl pushd popd echo ls dir gci gc cat type gm select where foreach ? % ft fl sort measure tee ' +
    'set setlocal endlocal title color cls ver verify path prompt rem goto exit shift if for else break date time vol find findstr more sort where whoami hostname ipconfig systeminfo tasklist ' +
    'ping fc comp tree query qwinsta quser choice netstat nslookup tracert chcp mode doskey assoc ftype driverquery gpresult ' +
    'exit-pssession write'
  ).split(' '),
);

/** Cmdlets and their short names, in small letters. */
export const cmdlets: ReadonlyMap<string, WindowsForm> = new Map([
  ...many('stop-service spsv suspend-service', on('unit.stop', 'name displayname inputobject')),
  ...many('start-service sasv resume-service', on('unit.start', 'name displayname inputobject')),
  ...many('restart-service', on('unit.restart', 'name displayname inputobject')),
  ...many('new-service', on('unit.install', 'name')),
  ...many('remove-service', on('unit.disable', 'name')),
  ...many(
    'set-service',
    on('host.setting', 'name', {
      when: [
        [/^disabled$/i, on('unit.disable', 'name')],
        [/^stopped$/i, on('unit.stop', 'name')],
        [/^running$/i, on('unit.start', 'name')],
        [/^automatic\w*$/i, on('unit.enable', 'name')],
      ],
    }),
  ),
  ...many('stop-process spps kill', on('process.kill', 'name id')),
  ...many('restart-computer stop-computer', on('host.reboot', '', { isNameless: true })),
  ...many('invoke-webrequest iwr wget curl', on('network.fetch', 'uri')),
  ...many('start-bitstransfer', on('network.fetch', 'source')),
  ...many('invoke-restmethod irm', on('network.fetch', 'uri', { when: [[/^(post|put|patch|delete)$/i, on('network.send', 'uri')]] })),
  ...many('invoke-command icm enter-pssession new-pssession', on('network.session', 'computername')),
  ...many('copy-item cp copy cpi', on('file.write', 'destination', { isLast: true })),
  ...many('move-item mv move mi', on('file.move', 'destination', { isLast: true })),
  ...many('rename-item ren rni', on('file.move', 'newname', { isLast: true })),
  ...many('remove-item rm del erase rd ri rmdir', on('file.delete', 'path literalpath')),
  ...many('clear-content', on('file.write', 'path')),
  ...many('new-item ni', on('file.write', 'path', { when: [[/^directory$/i, on('dir.create', 'path')]] })),
  ...many('mkdir md', on('dir.create', 'path')),
  ...many('set-content sc out-file export-csv export-clixml', on('file.write', 'path filepath literalpath')),
  ...many('add-content ac', on('file.append', 'path')),
  ...many('set-acl', on('file.mode', 'path')),
  ...many('expand-archive', on('archive.extract', 'destinationpath', { isLast: true })),
  ...many('compress-archive', on('file.write', 'destinationpath', { isLast: true })),
  ...many('new-itemproperty set-itemproperty remove-itemproperty sp', on('host.setting', 'path')),
  ...many('set-item clear-item rename-computer set-timezone set-date', on('host.setting', 'path name')),
  ...many(
    'register-scheduledtask new-scheduledtask register-scheduledjob enable-scheduledtask set-scheduledtask',
    on('schedule.add', 'taskname name'),
  ),
  ...many('unregister-scheduledtask disable-scheduledtask', on('schedule.remove', 'taskname')),
  ...many('start-scheduledtask', on('process.start', 'taskname')),
  ...many('new-localuser new-aduser', on('user.create', 'name')),
  ...many('set-localuser disable-localuser enable-localuser add-localgroupmember remove-localgroupmember', on('user.change', 'name group')),
  ...many('remove-localuser', on('user.delete', 'name')),
  ...many('new-localgroup', on('group.create', 'name')),
  ...many('remove-localgroup', on('group.delete', 'name')),
  ...many(
    'new-netfirewallrule set-netfirewallrule remove-netfirewallrule enable-netfirewallrule disable-netfirewallrule set-netfirewallprofile',
    on('firewall.change', 'displayname name profile'),
  ),
  ...many(
    'set-mppreference add-mppreference set-executionpolicy import-certificate import-pfxcertificate enable-psremoting set-smbserverconfiguration',
    on('security.change', 'filepath executionpolicy'),
  ),
  ...many(
    'enable-windowsoptionalfeature install-windowsfeature add-windowsfeature add-windowscapability install-module install-package add-appxpackage',
    on('package.install', 'featurename name path'),
  ),
  ...many(
    'disable-windowsoptionalfeature uninstall-windowsfeature remove-windowsfeature uninstall-module uninstall-package remove-appxpackage',
    on('package.remove', 'featurename name'),
  ),
  ...many('read-host get-credential', on('prompt', 'prompt message')),
  ...many('start-sleep sleep wait-process wait-event', on('wait', '', { isNameless: true })),
  ...many('new-smbshare new-psdrive mount-diskimage', on('mount.change', 'name imagepath')),
  ...many('format-volume clear-disk', on('mount.change', 'driveletter path number filesystemlabel', { erases: true })),
  ...many('remove-partition', on('mount.change', 'driveletter disknumber', { erases: true })),
  ...many('initialize-disk new-partition set-disk resize-partition', on('mount.change', 'number disknumber driveletter')),
  ...many('disable-bitlocker', on('security.change', 'mountpoint')),
  ...many('invoke-sqlcmd', on('database.run', 'inputfile')),
  ...many('restore-sqldatabase', on('database.restore', 'database')),
  ...many('backup-sqldatabase', on('database.dump', 'database')),
  ...many('send-mailmessage', on('message.send', 'to')),
]);

const service = {
  start: 'unit.start',
  stop: 'unit.stop',
  pause: 'unit.stop',
  continue: 'unit.start',
  create: 'unit.install',
  delete: 'unit.disable',
} as const;

/** What the verb of `sc` and `net` does to the service behind it; `undefined`: it only asks. */
export const serviceVerb = (verb: string): EffectKind | undefined =>
  Object.hasOwn(service, verb) ? service[verb as keyof typeof service] : undefined;

/** Programs of Windows, and commands of `cmd`, in small letters without `.exe`. */
export const programs: ReadonlyMap<string, WindowsForm> = new Map([
  ...many(
    'schtasks at',
    on('process.start', 'tn', {
      when: [
        [/^\/create$/i, on('schedule.add', 'tn')],
        [/^\/change$/i, on('schedule.add', 'tn', { when: [[/^\/disable$/i, on('schedule.remove', 'tn')]] })],
        [/^\/delete$/i, on('schedule.remove', 'tn')],
        [/^\/(query|\?)$/i, undefined],
      ],
    }),
  ),
  ...many(
    'reg',
    on('host.setting', '', {
      skip: 1,
      when: [
        [/^(query|compare)$/i, undefined],
        [/^(export|save)$/i, on('file.write', '', { isLast: true })],
      ],
    }),
  ),
  ...many(
    'regedit regini setx bcdedit powercfg tzutil w32tm pnputil regsvr32 gpupdate appcmd fsutil sfc diskpart label',
    on('host.setting'),
  ),
  ...many(
    'dism',
    on('host.setting', '', {
      when: [
        [/^\/(enable-feature|add-package|add-capability)/i, on('package.install')],
        [/^\/(disable-feature|remove-package)/i, on('package.remove')],
        [/^\/get-/i, undefined],
      ],
    }),
  ),
  ...many(
    'msiexec',
    on('package.install', '', {
      when: [
        [/^[/-](x|uninstall)/i, on('package.remove')],
        [/^[/-](p|update)$/i, on('package.install')],
      ],
    }),
  ),
  ...many('wusa', on('package.install', '', { when: [[/^\/uninstall$/i, on('package.remove')]] })),
  ...many(
    'winget choco',
    on('package.install', '', {
      when: [
        [/^(list|search|show|info)$/i, undefined],
        [/^(uninstall|remove)$/i, on('package.remove')],
      ],
    }),
  ),
  ...many('shutdown', on('host.reboot', '', { isNameless: true, when: [[/^[/-]a$/i, undefined]] })),
  ...many('taskkill pskill', on('process.kill', 'im pid')),
  ...many(
    'netsh',
    on('host.setting', '', {
      when: [
        [/^show$/i, undefined],
        [/^(adv)?firewall$/i, on('firewall.change')],
      ],
    }),
  ),
  ...many('format', on('mount.change', '', { erases: true })),
  ...many('icacls cacls attrib', on('file.mode')),
  ...many('takeown', on('file.owner', 'f')),
  ...many('copy xcopy robocopy', on('file.write', '', { isLast: true })),
  ...many('move ren rename', on('file.move', '', { isLast: true })),
  ...many('del erase rd rmdir', on('file.delete')),
  ...many('md mkdir', on('dir.create')),
  ...many('mklink', on('file.link')),
  ...many('expand extrac32', on('archive.extract', '', { isLast: true })),
  ...many(
    'certutil',
    on('unknown', '', {
      when: [
        [/^-(addstore|importpfx|delstore)$/i, on('security.change')],
        [/^-urlcache$/i, on('network.fetch', '', { isLast: true })],
        [/^-(hashfile|verify|dump|store)$/i, undefined],
      ],
    }),
  ),
  ...many('bitsadmin', on('network.fetch', '', { isLast: true })),
  ...many('ftp sftp winscp pscp psftp plink mstsc psexec', on('network.session')),
  ...many('pause', on('prompt', '', { isNameless: true })),
  ...many('timeout sleep', on('wait', '', { isNameless: true })),
  ...many('sqlcmd osql isql bcp sqlplus', on('database.run', 'i')),
  ...many('iisreset', on('unit.restart', '', { isNameless: true })),
  ...many('subst', on('mount.change')),
  ...many('auditpol secedit manage-bde', on('security.change')),
]);
