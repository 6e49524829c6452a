import { optionOf, wordsOf } from '../command-line';
import { changesNothing, each, eachOrAll, verbsThat, type Family } from './form';

/** Guests of a hypervisor. */
export const guests: Family = {
  virsh: {
    valued: '-c --connect --timeout --mode --pool --config',
    verbs: {
      ...verbsThat(
        'list dominfo domstate dumpxml domblklist domiflist net-list pool-list vol-list version uri capabilities nodeinfo net-info pool-info ssh console',
        changesNothing,
      ),
      ...verbsThat('start reboot resume restore reset create', each('container.run')),
      ...verbsThat('shutdown destroy suspend managedsave save', each('container.stop')),
      undefine: { with: [['remove-all-storage', { first: 'container.stop', erases: true }]], first: 'container.stop' },
      ...verbsThat('vol-delete vol-wipe pool-delete snapshot-revert', { first: 'mount.change', erases: true }),
      '*': { once: 'host.setting' },
    },
  },
  'pct qm': {
    verbs: {
      ...verbsThat('list status config pending showcmd guest exec enter terminal push pull', changesNothing),
      ...verbsThat('start reboot resume reset', { first: 'container.run' }),
      ...verbsThat('stop shutdown suspend', { first: 'container.stop' }),
      destroy: { first: 'container.stop', erases: true },
      rollback: { first: 'container.stop', erases: true },
      '*': { once: 'host.setting' },
    },
  },
  'lxc incus': {
    verbs: {
      ...verbsThat('list info config exec file image version ls', changesNothing),
      ...verbsThat('launch start restart init', { last: 'container.run' }),
      ...verbsThat('stop pause', each('container.stop')),
      ...verbsThat('delete rm', { each: 'container.stop', erases: true }),
      '*': { once: 'host.setting' },
    },
  },
  machinectl: {
    valued: '-M -E --setenv --uid',
    verbs: {
      ...verbsThat('list status show shell login list-images image-status', changesNothing),
      ...verbsThat('start reboot enable', each('container.run')),
      ...verbsThat('poweroff terminate kill disable', each('container.stop')),
      remove: { each: 'container.stop', erases: true },
      '*': { once: 'host.setting' },
    },
  },
  vagrant: {
    verbs: {
      ...verbsThat('status ssh version validate global-status', changesNothing),
      ...verbsThat('up reload resume provision', { once: 'container.run' }),
      '*': { once: 'container.stop' },
    },
  },
  esxcli: {
    valued: '-v --vib --viburl -d --depot -p --profile -n --vibname -e --enable -r --reason -s --server -u',
    says: (line) => {
      const words = wordsOf(line);
      const source = optionOf(line, 'v', 'vib', 'viburl', 'd', 'depot', 'n', 'vibname', 'p', 'profile');
      if (/\b(?:get|list|test)$/.test(words)) return [];
      if (/^software (?:vib|profile|component|baseimage) (?:install|update|apply)/.test(words))
        return [{ kind: 'package.install', ...(source && { target: source }) }];
      if (/^software vib remove/.test(words)) return [{ kind: 'package.remove', ...(source && { target: source }) }];
      return [{ kind: /^system shutdown/.test(words) ? 'host.reboot' : 'host.setting' }];
    },
  },
  crictl: {
    valued: '-r --runtime-endpoint -i --image-endpoint -c --config -t --timeout',
    verbs: {
      ...verbsThat('ps pods images img logs inspect inspecti inspectp info stats version exec attach port-forward', changesNothing),
      ...verbsThat('stop stopp rm rmp', eachOrAll('container.stop')),
      rmi: { with: [['prune a all q', { once: 'container.stop' }]], each: 'container.stop' },
      pull: { first: 'container.pull' },
      ...verbsThat('start create run runp update', { once: 'container.run' }),
    },
  },
  ctr: {
    valued: '-n --namespace -a --address',
    verbs: {
      ...verbsThat('images image i', {
        verbs: {
          ...verbsThat('ls list check export', changesNothing),
          ...verbsThat('import pull', { first: 'container.pull' }),
          '*': { last: 'container.stop' },
        },
      }),
      run: { first: 'container.run' },
      ...verbsThat('version info plugins events', changesNothing),
      '*': { once: 'container.stop' },
    },
  },
};
