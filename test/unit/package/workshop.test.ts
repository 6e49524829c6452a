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
    'playbooks/hub-ci/pre.yaml',
    'playbooks/ci-workarounds/network.yaml',
    'devstack/lib/hub',
    '.env.docker.dev',
    '.env.travis',
    'api/.env.github',
    'docker/ci-config/signing.key',
    'api/env.dev',
    'backend/rundev.sh',
    'docker/db/Makefile',
    'docker/scenarios/two/compose.yml',
    'deps/http-0.9.tar.gz »/http-0.9/src/server.key',
  ])
    it(`is ${path}`, () => assert.equal(isBuilding(path), true));

  for (const path of [
    'docker/acme/entrypoint.sh',
    'deploy/scenarios/two/hub.conf',
    'deps/offline/install.sh',
    'services/precinct/run.sh',
    'etc/environment',
    'deploy/scripts/install.properties',
    'config/device/install.sh',
  ])
    it(`is not ${path}`, () => assert.equal(isBuilding(path), false));
});
