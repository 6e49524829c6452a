import { optionOf, wordsOf } from '../command-line';
import { changesNothing, each, verbsThat, type Family } from './form';

/** Packet filters, mandatory access control, certificates. */
export const security: Family = {
  'iptables ip6tables iptables-legacy iptables-nft ebtables arptables': {
    valued:
      '-t --table -A -D -I -R -P -N -X -F -Z -E -j -p -s -d -i -o -m --dport --sport --state --ctstate --comment --to-destination --to-source --to-ports',
    with: [['L list S list-rules C check', changesNothing]],
    once: 'firewall.change',
  },
  'iptables-save ip6tables-save': changesNothing,
  'iptables-restore ip6tables-restore netfilter-persistent csf shorewall': { once: 'firewall.change' },
  nft: { verbs: { list: changesNothing, '*': { once: 'firewall.change' }, '': { once: 'firewall.change' } } },
  ufw: { verbs: { status: changesNothing, '--version': changesNothing, '*': { once: 'firewall.change' } } },
  'firewall-cmd firewall-offline-cmd': {
    with: [
      ['state list-all list-ports list-services get-default-zone get-active-zones get-zones query-port query-service', changesNothing],
    ],
    once: 'firewall.change',
  },
  ipset: { verbs: { list: changesNothing, '*': { once: 'firewall.change' } } },
  setenforce: each('security.change'),
  'aa-disable aa-complain aa-enforce': each('security.change'),
  'setsebool semanage semodule restorecon fixfiles aa-teardown apparmor_parser auditctl fail2ban-client authselect authconfig pam-auth-update cryptsetup-reencrypt realm adcli ipa-client-install ipa-server-upgrade sssctl kdb5_util':
    { once: 'security.change' },
  // Directories: whoever is made there is known to every host that asks them.
  ipa: {
    verbs: {
      ...verbsThat('ping env help config-show', changesNothing),
      ...verbsThat('user-add service-add stageuser-add', { first: 'credential.create' }),
      '*': { says: ({ operands }) => [{ kind: 'security.change', ...(operands[0] && { target: operands[0] }) }] },
    },
  },
  'samba-tool': {
    verbs: {
      ...verbsThat('testparm processes time dbcheck', changesNothing),
      user: {
        verbs: {
          ...verbsThat('list show', changesNothing),
          ...verbsThat('create add', { first: 'credential.create' }),
          '*': { first: 'security.change' },
        },
      },
      '*': { once: 'security.change' },
    },
  },
  'kadmin kadmin.local': {
    valued: '-q -p -w -k -t -r -s -c -d -e -m -O -x',
    says: (line) => {
      const query = optionOf(line, 'q')?.value ?? wordsOf(line);
      if (/^(?:get|list)\w+|^(?:getprinc|listprincs|getpols?)\b/.test(query)) return [];
      const [, principal] = /^(?:addprinc|add_principal|ank)\s(?:.*\s)?([\w./@-]+)\s*$/.exec(query) ?? [];
      return [principal === undefined ? { kind: 'security.change' } : { kind: 'credential.create', name: principal }];
    },
  },
  'kcadm kcadm.sh': {
    valued:
      '-r --realm -s --set -f --file -t --target-realm --server --user --password --client --config -o -q --query --uusername --rolename --username --new-password -i --id',
    verbs: {
      ...verbsThat('get get-roles help', changesNothing),
      config: changesNothing,
      create: {
        says: ({ operands: [what] }) => [
          {
            kind: /^(?:users|clients|identity-provider)\b/.test(what?.value ?? '') ? 'credential.create' : 'security.change',
            ...(what && { target: what }),
          },
        ],
      },
      '*': { first: 'security.change' },
    },
  },
  'getenforce sestatus getsebool aa-status getcap matchpathcon selinuxenabled aa-enabled': changesNothing,
  openssl: {
    singleDash: true,
    valued:
      '-in -out -key -keyout -passin -passout -pass -subj -days -config -extensions -extfile -CA -CAkey -CAfile -newkey -name -inkey -certfile -set_serial -connect -servername',
    says: (line) =>
      line.options.some(({ name }) => name === 'out' || name === 'keyout')
        ? line.options.flatMap(({ name, value }) =>
            value && (name === 'out' || name === 'keyout')
              ? [
                  {
                    kind: /^(req|genrsa|genpkey|ecparam|x509|ca|rsa)$/.test(line.operands[0]?.value ?? '')
                      ? ('credential.create' as const)
                      : ('file.write' as const),
                    target: value,
                  },
                ]
              : [],
          )
        : [],
  },
  'update-crypto-policies fips-mode-setup': { with: [['show check is-applied', changesNothing]], once: 'security.change' },
  'keytool certbot cfssl step easyrsa': { with: [['list', changesNothing]], once: 'credential.create' },
  kinit: { valued: '-k -t -c -l -r -S -X', first: 'credential.create' },
  smbpasswd: { first: 'credential.create' },
  sudoedit: { valued: '-u -g', each: 'file.edit' },
  'htpasswd slappasswd mkpasswd': { valued: '-C', first: 'credential.create', with: [['n', changesNothing]] },
};
