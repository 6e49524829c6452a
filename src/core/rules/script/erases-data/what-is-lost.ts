import { isPlayground } from '../../../facts/migrations/bookkeeping';
import type { PlanEffect } from '../../../plan/plan';

export interface Lost {
  readonly what: 'device' | 'data' | 'folder';
  /** The name alone tells that it holds data. */
  readonly isGuess?: true;
}

/** Disks, partitions, volumes and flash memory; what else lies in `/dev` holds nothing. */
const blockDevice =
  /^\/dev\/(?:(?:sd|hd|vd|xvd)[a-z*]|nvme\d|mmcblk\d|mtd|md\d|md\/|dm-\d|mapper\/|disk\/|zvol\/|(?!shm|pts|fd|tcp|udp|net|input|bus|dri|mqueue|hugepages|log|loop|char|snd|usb|vfio)[\w-]+\/\w)/;

/** What a file system, swap or image is made in; a file is made for it. */
const makesItself = /^(?:mkfs(?:\.\w+)?|mke2fs|mk\w+fs|newfs|mkswap|wipefs|cryptsetup|shred)\b/;

/** The data itself stays. */
const ofSnapshot = /snap(?:shot)?s?(?![a-z])/i;

const caches = /^(?:redis|valkey|keydb)-cli\b/;

/** Where servers keep what they hold (Debian's and Red Hat's packages, and the images of their makers). */
const stores =
  /^\/(?:var\/lib\/(?:mysql|mariadb|postgresql|pgsql|mongo(?:db)?|elasticsearch|opensearch|redis|valkey|influxdb2?|rabbitmq|grafana|prometheus\d?|docker|containerd|containers\/storage|etcd|ldap|slapd|kafka|zookeeper|cassandra|scylla|clickhouse|couchdb|neo4j\d*|consul|vault|nomad|gitlab|gitea|forgejo|jenkins|minio|ceph|glusterd|libvirt\/images|lxc|lxd|incus|kubelet|rancher|samba|dovecot|mailman\d?|graylog(?:-server)?|zabbix|nextcloud|keycloak|named|bind|dhcp|dhcpd|kea)|var\/opt\/(?:gitlab|mssql|oracle)|var\/mail|var\/spool\/(?:mail|cron|postfix|exim4)|var\/backups|home|srv|data|backup|export)(?:\/(?:\*|data|main|\d[\w.]*|volumes|mysql|pgdata))*\/?$/;

/** Names of folders that hold what people have put in. */
const dataName =
  /\/(?:data|database|databases|db|pgdata|uploads?|attachments?|storage|repositories|mailboxes|maildirs?|backups?|documents|datastore|persistent|volumes)(?:\/\*)?\/?$/i;

/** What lies there was made, and is made again. */
const madeAnew =
  /\/(?:tmp|temp|cache|run|logs?|lock|build|dist|out|target|node_modules|vendor|tests?|examples?|samples?|demo|static|public|assets|docs?|locale|share|src|usr|proc|sys|dev|\.[^/]+|[^/]*(?:stag|download|work|tmp|temp|cache)[^/]*)(?:\/|$)/i;

/** The same on Windows (their installers' places). */
const storesOfWindows =
  /^[A-Z]:\/(?:ProgramData\/(?:MySQL|MariaDB|MongoDB|Docker|Jenkins|Elastic|InfluxData)|Program Files(?: \(x86\))?\/(?:PostgreSQL|MySQL|MariaDB|MongoDB|Microsoft SQL Server)|Users)(?:\/[^/]+)*\/?(?:\*|Data|Db)?\/?$/i;

/** Options that take what is below as well, of `rm`, `rd`, `del` and `Remove-Item`. */
const allBelow = /^(?:r|R|recursive|s|recurse)$/;

/** What is lost for good when an effect happens; `undefined`: nothing that held data, as far as is known. */
export function lostBy(effect: PlanEffect): Lost | undefined {
  const { kind, by, erases, options, isFound, container } = effect;
  const target = effect.target.replaceAll('\\', '/');
  if (kind === 'file.write' || kind === 'file.append')
    return blockDevice.test(target) && container === undefined ? { what: 'device', isGuess: true } : undefined;
  if (kind === 'database.drop' && isPlayground(target)) return undefined;
  if (erases) {
    // What a cache loses it fetches anew, if it is one.
    if (kind !== 'mount.change') return { what: 'data', ...(caches.test(by) && { isGuess: true }) };
    if (ofSnapshot.test(target)) return undefined;
    if (makesItself.test(by) && !target.includes('*') && !blockDevice.test(target)) return undefined;
    return { what: 'device', ...(target.includes('*') && { isGuess: true }) };
  }
  if (kind !== 'file.delete' || isFound || container !== undefined || !options.some((option) => allBelow.test(option))) return undefined;
  if (stores.test(target)) return { what: 'folder' };
  if (storesOfWindows.test(target)) return { what: 'folder', isGuess: true };
  return /^(?:\/|[A-Z]:\/)/i.test(target) && dataName.test(target) && !madeAnew.test(target)
    ? { what: 'folder', isGuess: true }
    : undefined;
}
