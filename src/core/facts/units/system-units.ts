/** Types of units that can be named in a command (systemd.unit(5)). */
export const unitTypes = [
  'service',
  'socket',
  'target',
  'timer',
  'path',
  'mount',
  'automount',
  'swap',
  'slice',
  'scope',
  'device',
] as const;

/**
 * Units that every systemd has, or that it knows by itself: systemd.special(7), and the unit files of systemd 252's own
 * packages in Debian 12. All names that begin with `systemd-` belong to it as well.
 */
const own = `
  basic.target blockdev@.target bluetooth.target boot-complete.target cryptsetup-pre.target cryptsetup.target ctrl-alt-del.target
  default.target emergency.target exit.target factory-reset.target final.target first-boot-complete.target getty-pre.target getty.target
  graphical.target halt.target hibernate.target hybrid-sleep.target initrd-fs.target initrd-root-device.target initrd-root-fs.target
  initrd-switch-root.target initrd-usr-fs.target initrd.target integritysetup-pre.target integritysetup.target kexec.target
  local-fs-pre.target local-fs.target machines.target multi-user.target network-online.target network-pre.target network.target
  nss-lookup.target nss-user-lookup.target paths.target poweroff.target printer.target reboot.target remote-cryptsetup.target
  remote-fs-pre.target remote-fs.target remote-integritysetup.target remote-veritysetup.target rescue.target rpcbind.target
  runlevel0.target runlevel1.target runlevel2.target runlevel3.target runlevel4.target runlevel5.target runlevel6.target shutdown.target
  sigpwr.target sleep.target slices.target smartcard.target sockets.target soft-reboot.target sound.target ssh-access.target
  storage-target-mode.target suspend-then-hibernate.target suspend.target swap.target sysinit.target system-update-pre.target
  system-update.target time-set.target time-sync.target timers.target tpm2.target umount.target usb-gadget.target veritysetup-pre.target
  veritysetup.target virt-guest-shutdown.target
  autovt@.service breakpoint-pre-udev.service console-getty.service container-getty@.service dbus.service dbus.socket debug-shell.service
  display-manager.service emergency.service getty-static.service getty@.service initrd-cleanup.service initrd-parse-etc.service
  initrd-switch-root.service initrd-udevadm-cleanup-db.service kmod-static-nodes.service kmod.service ldconfig.service modprobe@.service
  procps.service quotaon.service rc-local.service rc.service rcS.service rescue.service serial-getty@.service syslog.socket
  udev.service user-runtime-dir@.service user@.service x11-common.service
`;

export const systemUnits: ReadonlySet<string> = new Set(own.trim().split(/\s+/));

/** Names for one and the same unit, as distributions alias them (`Alias=` of the packages named by the second word). */
export const aliases: readonly (readonly string[])[] = [
  ['ssh.service', 'sshd.service'],
  ['cron.service', 'crond.service'],
  ['syslog.service', 'rsyslog.service', 'syslog-ng.service'],
  ['mysql.service', 'mysqld.service', 'mariadb.service'],
  ['redis.service', 'redis-server.service'],
  ['bind9.service', 'named.service'],
  ['chronyd.service', 'chrony.service'],
  ['ntp.service', 'ntpsec.service', 'ntpd.service'],
  ['nfs-server.service', 'nfs-kernel-server.service'],
  ['smartd.service', 'smartmontools.service'],
];
