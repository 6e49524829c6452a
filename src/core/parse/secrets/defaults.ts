import known from './default-credentials.json';

const pairs = new Set(known.map(({ user, password }) => pairOf(user, password)));
const products = new Set(known.map(({ password }) => password.toLowerCase()));

/** What people try first, whoever made the product. */
const triedFirst = new Set(
  (
    'admin admin123 admin1234 administrator password passw0rd p@ssw0rd password1 password12 password123 pass pass123 changeme changeit change_me letmein welcome welcome1 ' +
    'secret s3cret root toor guest test test123 demo user qwerty abc123 1234 12345 123456 1234567 12345678 123456789 0000 111111 ' +
    'postgres mysql mariadb oracle mongo mongodb redis rabbitmq kafka elastic kibana grafana zabbix nagios jenkins keycloak minio ftp backup manager supervisor master'
  ).split(' '),
);

function pairOf(user: string, password: string): string {
  return `${user.toLowerCase()}\0${password.toLowerCase()}`;
}

/** Signs that stand for letters as those. */
const letters = new Map(Object.entries({ '@': 'a', $: 's', '0': 'o', '3': 'e', '1': 'i', '!': 'i', '5': 's' }));

const plainly = (password: string): string => password.toLowerCase().replace(/[@$0315!]/g, (sign) => letters.get(sign) ?? sign);

/** Whether everybody knows a password: a vendor's default for the account, the account's own name, or what is tried first. */
export const isDefaultPassword = (password: string, user: string | undefined): boolean =>
  triedFirst.has(plainly(password)) ||
  triedFirst.has(password.toLowerCase()) ||
  /^(\d)\1{3,9}$/.test(password) ||
  products.has(password.toLowerCase()) ||
  (user !== undefined && user !== '' && (user.toLowerCase() === password.toLowerCase() || pairs.has(pairOf(user, password))));
