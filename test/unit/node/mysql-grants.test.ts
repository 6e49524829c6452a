import assert from 'node:assert/strict';
import { serverAddress } from '../../../src/node/rehearse/server/address';
import { rightsIn, tooOldFor } from '../../../src/node/rehearse/server/mysql-grants';

describe('what a user of MySQL may do', () => {
  const scratch = 'GRANT ALL PRIVILEGES ON `upgrade\\_review\\_%`.* TO `r`@`%`';
  const nothing = { isSuperuser: false, isPowerful: false, mayCreate: false, owned: [] };

  it('is databases of rehearsals, and reading elsewhere', () => {
    const grants = ["GRANT USAGE ON *.* TO `r`@`%` IDENTIFIED BY PASSWORD '*A'", scratch, 'GRANT SELECT, SHOW VIEW ON `shop`.* TO `r`@`%`'];
    assert.deepEqual(rightsIn(grants), { ...nothing, mayCreate: true });
  });

  for (const [grant, more] of [
    ['GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` WITH GRANT OPTION', { isSuperuser: true, isPowerful: true }],
    ['GRANT FILE ON *.* TO `r`@`%`', { isPowerful: true }],
    ['GRANT USAGE ON *.* TO `r`@`%` WITH GRANT OPTION', { isPowerful: true }],
    ['GRANT `app_owner` TO `r`@`%`', { isPowerful: true }],
    ['GRANT SELECT, INSERT ON `shop`.`orders` TO `r`@`%`', { owned: ['shop'] }],
    ['GRANT SELECT (a, b), UPDATE (a) ON `shop`.`orders` TO `r`@`%`', { owned: ['shop'] }],
    ['GRANT EXECUTE ON PROCEDURE `shop`.`tidy` TO `r`@`%`', { owned: ['PROCEDURE `shop'] }],
  ] as const)
    it(`is more with ${grant}`, () => assert.deepEqual(rightsIn([grant, scratch]), { ...nothing, mayCreate: true, ...more }));
});

describe('a version of MySQL', () => {
  it('is old or new enough', () => {
    assert.equal(tooOldFor('5.5.5-10.11.18-MariaDB-0+deb12u1'), undefined);
    assert.equal(tooOldFor('10.1.48-MariaDB'), 'MariaDB 10.3');
    assert.equal(tooOldFor('8.0.36'), undefined);
    assert.equal(tooOldFor('8.0.11'), 'MySQL 8.0.16');
    assert.equal(tooOldFor('5.7.44-log'), 'MySQL 8.0.16');
  });
});

describe('an address of MySQL', () => {
  it('has its parts, and the names of the client’s options', () => {
    const address = serverAddress('mariadb://re%40d:a%3Ab@db.example:3307/app?ssl-mode=VERIFY_CA');
    assert.deepEqual(address, {
      system: 'mysql',
      host: 'db.example',
      port: '3307',
      database: 'app',
      user: 're@d',
      password: 'a:b',
      socket: undefined,
      encryption: 'checked',
    });
    const local = serverAddress('mysql://rehearsal@localhost/?socket=/run/mysqld/mysqld.sock');
    assert.ok(local?.system === 'mysql');
    assert.deepEqual([local.port, local.socket, local.password, local.encryption], ['3306', '/run/mysqld/mysqld.sock', undefined, 'none']);
    assert.equal(serverAddress('sqlserver://x/'), undefined);
  });
});
