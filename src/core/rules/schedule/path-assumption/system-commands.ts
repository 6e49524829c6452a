/** Commands that Debian and RHEL have in `/usr/sbin` (`/sbin` is a link to it), and not in `/usr/bin` as well. */
export const systemCommands: ReadonlySet<string> = new Set(
  [
    'logrotate iptables ip6tables iptables-save iptables-restore nft ipset service update-rc.d invoke-rc.d reboot shutdown halt poweroff',
    'fsck ifconfig route arp modprobe insmod rmmod sysctl useradd userdel usermod groupadd groupdel nginx apachectl apache2ctl a2enmod sshd',
    'rsyslogd postfix postqueue postsuper postmap sendmail exim exim4 lvcreate lvremove lvs vgs pvs zfs zpool smartctl hdparm ethtool',
    'ntpdate chronyd hwclock ldconfig runuser chroot dmidecode xfs_fsr fstrim mdadm conntrack dhclient visudo vipw rndc swapon swapoff mkswap',
    'blkid losetup fdisk sfdisk parted brctl update-grub update-initramfs update-ca-certificates dpkg-reconfigure haproxy keepalived chkrootkit',
  ].flatMap((names) => names.split(' ')),
);
