import { hasOption, type CommandLine } from '../command-line';
import { changesNothing, each, type Family, type Said } from './form';

/** What Debian's maintainer scripts call, and what debhelper puts there. */
export const debian: Family = {
  'dpkg-maintscript-helper': {
    verbs: {
      // Only where the package that is replaced still had the file.
      rm_conffile: { says: ({ operands: [target] }) => (target ? [{ kind: 'file.delete', target, isMaybe: true }] : []) },
      mv_conffile: {
        says: ({ operands: [from, to] }) =>
          to ? [{ kind: 'file.move', target: to, isMaybe: true, ...(from && { from: from.value }) }] : [],
      },
      symlink_to_dir: { says: ({ operands: [target] }) => (target ? [{ kind: 'dir.create', target, isMaybe: true }] : []) },
      dir_to_symlink: { says: ({ operands: [target] }) => (target ? [{ kind: 'file.link', target, isMaybe: true }] : []) },
      supports: changesNothing,
      '*': changesNothing,
    },
  },
  'dpkg-divert': {
    valued: '--divert --package --admindir --instdir',
    with: [['list listpackage truename', changesNothing]],
    says: diverted,
  },
  'dpkg-statoverride': {
    with: [['list', changesNothing]],
    says: ({ operands }) => {
      const target = operands.at(-1);
      return target ? [{ kind: 'file.owner', target }] : [];
    },
  },
  'dpkg-trigger dpkg-split dpkg-scanpackages dpkg-parsechangelog dpkg-vendor dpkg-buildflags': changesNothing,
  ucf: {
    valued: '--debconf-template --sum-file',
    says: ({ operands: [from, to] }) => (to ? [{ kind: 'file.write', target: to, ...(from && { from: from.value }) }] : []),
  },
  ucfr: changesNothing,
  'db_get db_set db_input db_go db_stop db_version db_title db_capb db_fset db_fget db_metaget db_purge db_reset db_subst db_unregister db_register db_beginblock db_endblock db_settitle db_info db_x_loadtemplatefile db_progress debconf debconf-escape debconf-show':
    changesNothing,
  'update-python-modules py3compile pycompile py3clean pyclean update-pangomm register-python': { once: 'file.edit' },
  'update-menus update-icon-caches update-fonts-dir update-fonts-scale update-fonts-alias update-texmf update-xmlcatalog update-catalog install-docs install-info update-perl-sax-parsers update-gconf-defaults update-ispell-dictionary update-inetd update-rc.d-insserv update-mime update-bootsystem-insserv update-binfmts update-dictcommon-aspell update-default-wordlist update-cracklib update-passwd mktexlsr texhash fmtutil-sys updmap-sys install-sgmlcatalog remove-shell add-shell update-shells update-secureboot-policy update-modules update-nm-caches update-gsfontmap defoma glib-compile-schemas gio-querymodules dconf gtk-query-immodules-3.0 gdk-pixbuf-query-loaders update-xfonts deb-gview locale-gen update-locale vim-addons emacs-package-install emacs-package-remove systemd-hwdb update-pciids dpkg-preconfigure validlocale a2query':
    { once: 'host.setting' },
  'a2enmod a2ensite a2enconf phpenmod lighty-enable-mod lighttpd-enable-mod nginx_modsite': { ...each('file.link'), valued: '-s -v' },
  'a2dismod a2dissite a2disconf phpdismod lighty-disable-mod lighttpd-disable-mod': { ...each('file.delete'), valued: '-s -v' },
  'apache2_invoke apache2ctl apachectl nginx httpd haproxy php-fpm named-checkconf postfix postmap newaliases rndc exim4 update-exim4.conf squid':
    {
      with: [['t configtest T V v c S', changesNothing]],
      verbs: {
        configtest: changesNothing,
        status: changesNothing,
        graceful: { once: 'unit.reload' },
        reload: { once: 'unit.reload' },
        restart: { once: 'unit.restart' },
        start: { once: 'unit.start' },
        stop: { once: 'unit.stop' },
        '*': { once: 'host.setting' },
        '': { once: 'process.start' },
      },
    },
  'dbc_go dbc_generate_include': { once: 'database.run' },
  // lsb-base: what init scripts say and do.
  'log_daemon_msg log_end_msg log_success_msg log_failure_msg log_warning_msg log_action_msg log_action_begin_msg log_action_cont_msg log_action_end_msg log_progress_msg log_begin_msg log_use_fancy_output status_of_proc pidofproc init_is_upstart':
    changesNothing,
  start_daemon: { valued: '-n -p', stopsAtOperand: true, first: 'process.start' },
  'ischroot runlevel apt-config apt-ftparchive dpkg-realpath ucfq appres systemd-notify vercmp': changesNothing,
  'pypy3compile pypycompile pypy3clean py3versions pyversions': { once: 'file.edit' },
  'appstreamcli systemd-machine-id-setup pg_updatedicts pg_updateaptconfig update-exim4defaults update-exim4.conf.template helpztags nscd shadowconfig dbus-uuidgen apt-file update-notifier install-keymap setupcon postfix-add-filter newrole cracklib-format mandb':
    { once: 'host.setting' },
  'make-ssl-cert nsd-control-setup unbound-control-setup unbound-anchor dnssec-keygen rndc-confgen certtool gpgconf': {
    once: 'credential.create',
  },
  'augenrules apparmor-profile-load': { once: 'security.change' },
  // What a message on the bus does depends on who hears it; these only start and ask.
  'in-target chroot-install': { stopsAtOperand: true, once: 'process.start' },
  'ldconfig-trigger activate-triggers': changesNothing,
};

/** `dpkg-divert --add --rename --divert /a.distrib /a`. */
function diverted(line: CommandLine): readonly Said[] {
  const [target] = line.operands;
  return target ? [{ kind: hasOption(line, 'rename') ? 'file.move' : 'host.setting', target }] : [];
}
