import assert from 'node:assert/strict';
import { isBuilding } from '../../../src/core/package/workshop';

describe('what builds and develops the product on hosts that production does not have', () => {
  for (const path of [
    'dev-support/acme-docker/scripts/install.properties',
    'sonar-project.properties',
    'alpine/APKBUILD.in',
    'docker/alpine/libacme/APKBUILD',
    'hack/docker/keys.sh',
    'buildscripts/heal-versions.sh',
    'website/config.toml',
    'scripts/demo-blockwise.sh',
  ])
    it(`is ${path}`, () => assert.equal(isBuilding(path), true));

  for (const path of ['docker/acme/entrypoint.sh', 'deploy/scripts/install.properties', 'config/device/install.sh'])
    it(`is not ${path}`, () => assert.equal(isBuilding(path), false));
});
