import assert from 'node:assert/strict';
import { isTestMaterial } from '../../../src/core/package/test-material';

describe('files for readers and testers', () => {
  for (const path of [
    'spec/03-plugins/16-jwt/fixtures.lua',
    'acme/spec/models/order_spec.rb',
    'src/ws/mock-combined.crt',
    'cunit/data/key.pem',
    'cunit/http_jwt.testc',
    'tools/testenv/certificates/ca.key',
    'plugins/messages/smoke/smoke_api.sh',
    'test_project/oidc_key',
    'releasenotes/notes/verify-registry.yaml',
    'regress/sql/catalog.sql',
    'extension/pg_regress/sql/index.sql',
    'bats/setup_global.bash',
    'acme/test.bats/setup.bash',
  ])
    it(`are ${path}`, () => assert.equal(isTestMaterial(path), true));

  for (const path of [
    'SPECS/acme.spec',
    'spec/acme.service',
    'spec/openapi.yaml',
    'systemd/unit/acme.service',
    'bin/regress.sh',
    'etc/acrobats/key.conf',
    'etc/certs/key.pem',
  ])
    it(`are not ${path}`, () => assert.equal(isTestMaterial(path), false));
});
