import type { Host } from '../../inventory/inventory';

/** Where products keep what is theirs, each in a folder of its own name. */
const homes = /^\/(?:opt|srv|var\/lib|var\/www|usr\/share|usr\/lib|usr\/local)\/([a-z][\w.+-]*)\/./i;

/** Products that others put files into, by the names of their folders: `nginx` is meant by `/usr/share/nginx/html/index.html`. */
const wellKnown =
  /^(?:nginx|apache2?|httpd|tomcat\d*|jetty\d*|wildfly|jboss|keycloak|jenkins|gitlab|grafana|prometheus|kibana|elasticsearch|opensearch|logstash|kafka|zookeeper|rabbitmq|redis|postgresql|pgsql|mysql|mariadb|mongodb|oracle|zabbix|nagios|icinga\d*|splunk|datadog-agent|docker|containerd|haproxy|squid|vault|consul|nomad|wordpress|nextcloud|phpmyadmin|roundcube)$/i;

/** What lies below these is everybody's. */
const shared =
  /^(?:systemd|python[\d.]*|perl5?|ruby|node_modules|ca-certificates|doc|man|locale|applications|icons|bash-completion|polkit-1|dbus-1|zoneinfo|java|fonts|bin|lib|etc|sbin|share|man|src|misc)$/i;

/** The product whose folder a path lies in, by what runs in production and what is known; `isOwn`: says of a name that the package is of it. */
export function foreignFolderOf(target: string, hosts: readonly Host[], isOwn: (name: string) => boolean): string | undefined {
  const name = homes.exec(target)?.[1];
  if (name === undefined || shared.test(name) || isOwn(name.toLowerCase())) return undefined;
  return wellKnown.test(name) || hosts.some((host) => runsOn(host, name.toLowerCase())) ? name : undefined;
}

const runsOn = ({ packages = [], units = [] }: Host, name: string): boolean =>
  units.some((unit) => stemOf(unit.name).toLowerCase() === name) || packages.some((one) => one.name.toLowerCase() === name);

/** `tomcat9` of `tomcat9@blue.service`. */
export const stemOf = (name: string): string => /^[^@._]*/.exec(name)?.[0] ?? '';
