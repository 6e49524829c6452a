import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Maintained } from './debian';

/** Scripts that vendors hand to dpkg or fpm, which run without more of their products; `*` stands for a folder. */
const scripts = [
  'influxdata+telegraf/scripts/deb/pre-install.sh',
  'influxdata+telegraf/scripts/deb/post-install.sh',
  'Graylog2+fpm-recipes/recipes/graylog-server/files/pre-install',
  'Graylog2+fpm-recipes/recipes/graylog-server/files/post-install',
  'Graylog2+fpm-recipes/recipes/graylog-datanode/files/pre-install',
  'Graylog2+fpm-recipes/recipes/graylog-datanode/files/post-install',
  'PowerDNS+pdns/builder-support/debian/recursor/debian-buster/pdns-recursor.postinst',
  'PowerDNS+pdns/builder-support/debian/dnsdist/debian-bookworm/dnsdist.postinst',
  'PowerDNS+pdns/builder-support/debian/authoritative/debian-buster/pdns-server.postinst',
  'bareos+bareos/debian/bareos-common.postinst',
  'element-hq+synapse/debian/matrix-synapse-py3.postinst',
  'freedomofpress+securedrop/ossec/ossec-agent/debian/preinst',
  'freedomofpress+securedrop/ossec/ossec-agent/debian/postinst',
  'freedomofpress+securedrop/ossec/ossec-server/debian/preinst',
  'hestiacp+hestiacp/src/deb/nginx/postinst',
  'hestiacp+hestiacp/src/deb/web-terminal/postinst',
  'kamailio+kamailio/pkg/kamailio/deb/bookworm/kamailio.postinst',
  'netdata+netdata/packaging/cmake/pkg-files/deb/*/postinst',
  'netdata+netdata/packaging/cmake/pkg-files/deb/*/preinst',
];

const filesOf = (products: string, script: string): readonly string[] => {
  const [before = '', after] = join(products, script.replace(/^[^/]*/, '$&.material')).split('*');
  if (after === undefined) return existsSync(before) ? [before] : [];
  if (!existsSync(before)) return [];
  return readdirSync(before)
    .map((name) => `${before}${name}${after}`)
    .filter(existsSync);
};

/** Install scripts of products that `npm run corpus` has fetched, each in a root of its own. */
export function ofVendors(products: string): readonly (readonly Maintained[])[] {
  return scripts
    .flatMap((script) => filesOf(products, script))
    .map((file) => {
      const isBefore = /pre-?inst/.test(basename(file));
      const args = isBefore ? ['upgrade', '1.0', '2.0'] : ['configure', '1.0'];
      const script = `/root/vendor/${basename(file)}`;
      const before = `mkdir -p "$root/root/vendor"; cp "${file}" "$root${script}"; chmod 755 "$root${script}"`;
      const environment = {
        PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        HOME: '/root',
        DEBIAN_FRONTEND: 'noninteractive',
      };
      const name = `${file.slice(products.length + 1).replace('.material', '')} ${args.join(' ')}`;
      const given = isBefore ? ['upgrade', '\0', '\0'] : ['configure', '\0'];
      return [{ stage: { name, before, script, args, environment }, given, text: readFileSync(file, 'utf8') }];
    });
}
