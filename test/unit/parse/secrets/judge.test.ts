import assert from 'node:assert/strict';
import { judge } from '../../../../src/core/parse/secrets/judge';

const sure = (name: string, value: string) => judge(name, value)?.sure;

describe('what a value under the name of a secret is', () => {
  it('is what something is called where words repeat its name', () => {
    assert.equal(sure('DeviceAuthKey', 'pm-27581-device-auth-key'), 'possible');
    assert.equal(sure('PM17_UpdateInputPassword', 'pm-17-update-input-password'), 'possible');
    assert.equal(sure('RequestPasswordDoesNotMatch', 'password_hash_b64_invalid'), 'possible');
    assert.equal(sure('KEY_PASSWORD', 's3-password'), 'possible');
    assert.equal(sure('CHARS_PASSWORD_LOWERS', 'abcdefghjkmnpqrstuvwxyz'), 'possible');
    assert.equal(sure('DbPassword', 'acme-7-river-horse'), 'certain');
  });

  it('is none where the name is about a secret, or the value is of an encoding, a sum or a template', () => {
    for (const [name, value] of [
      ['password_hashing_algo', 'sha512'],
      ['TRUNCATED_PW_KEY', 'utf-8'],
      ['password_crypt_rounds', '50000'],
      ['passwd/user-uid', '1010'],
      ['dropbear__disable_password_login', 'sometimes-1'],
      ['password_key', 'passdb/%u'],
      ['AUTH_KEYS_BASE', '@ROOT_HOME@/.ssh'],
      ['PASSPHRASE_NVINDEX', '0x1500000'],
    ] as const)
      assert.equal(sure(name, value), undefined, name);
    assert.equal(sure('acme__db_password', 'Sommer-17-Regen'), 'certain');
  });
});
