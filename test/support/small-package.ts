import type { Files } from './cli';

/** A package with one blocker (production has an older openssl) and three places where a unit has another name. */
export const smallPackage: Files = {
  'manifest.json': '{\n  "name": "dten-platform",\n  "version": "5.2.0",\n  "dependencies": { "openssl": ">=9 <10" }\n}\n',
  'scripts/10-install.sh': '#!/bin/sh\nset -eu\nsystemctl stop dten-agent.service\nsystemctl start dten-agent.service\n',
  // Windows line ends, and none at the end: a patch must carry both.
  'scripts/20-check.sh': '#!/bin/sh\r\nset -eu\r\nsystemctl is-active dten-agent.service',
  'docs/notes.txt': 'nothing to see\n',
};

/** The same product without a fault. */
export const quietPackage: Files = {
  'manifest.json': '{\n  "name": "dten-platform",\n  "version": "5.2.0",\n  "dependencies": { "openssl": ">=3 <4" }\n}\n',
};

export const inventory = JSON.stringify({
  environments: [
    {
      name: 'production',
      hosts: [
        {
          name: 'app01',
          packages: [{ name: 'openssl', version: '3.0.11', type: 'generic' }],
          units: [{ name: 'dtend.service', state: 'enabled' }],
        },
      ],
    },
  ],
});

export const catalog = JSON.stringify({ units: [{ from: 'dten-agent.service', to: 'dtend.service', since: '5.0.0' }] });
