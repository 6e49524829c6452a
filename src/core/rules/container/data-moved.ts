import { dataStoreOf } from '../../facts/containers/data-stores';
import { described, sameContainer } from '../../facts/containers/containers';
import { imageName } from '../../facts/containers/image-name';
import type { ContainerSpec, Volume } from '../../facts/containers/images';
import { dataFoldersOf } from '../../facts/units/data-folders';
import { started } from '../../facts/containers/started';
import { planned } from '../../plan/planned';
import { isTestMaterial } from '../../package/test-material';
import { defineRule } from '../rule';

export const dataMoved = defineRule({
  id: 'container/data-moved',
  target: 'package',
  reads: ['baseline', 'config', ...planned],
  severity: 'error',
  confidence: 'likely',
  hazards: ['data-loss', 'outage'],
  fixable: false,
  summary: 'The data of a database is looked for elsewhere than before',
  rationale: `A database that finds nothing where it looks for its data makes a new, empty one, and everything that connects sees no error: the users, the orders, the rooms are just not there.
The old data lies untouched on the old volume, and whatever is written from now on lies in the new one.

The rule compares the volumes of databases and brokers in compose files and of \`docker run\` with the package that came before: another source at the same place in the container, or the same source at
another place. It compares as well the folder that units give to servers (\`--datadir\`, \`-D\`, \`--dbpath\` and their like); where a variable or a file of settings names it,
\`config/changed-default\` tells the change. It is silent without the package before, for files that are mounted (configuration, scripts, sockets), and in tests and examples.`,
  references: [
    'https://docs.docker.com/reference/compose-file/services/#volumes',
    'https://github.com/docker-library/docs/blob/master/postgres/README.md#pgdata',
  ],
  messages: {
    source: ({ container, target, before, after }: { container: string; target: string; before: string; after: string }) =>
      `${container} gets ${after} as ${target}, where the package before mounted ${before}: it starts empty, and the old data stays behind.`,
    target: ({ container, source, before, after }: { container: string; source: string; before: string; after: string }) =>
      `${container} gets ${source} as ${after}, and the package before mounted it as ${before}: unless the new image looks there, it starts empty.`,
    folder: ({ unit, before, after }: { unit: string; before: string; after: string }) =>
      `${unit} looks for its data in ${after}, and in the package before it was ${before}: unless somebody moves it, it starts empty, and the old data stays behind.`,
  },
  check(reviewed, { report, baseline }) {
    if (!baseline) return;
    const earlier = baseline.package.subjects.unit.flatMap(dataFoldersOf);
    for (const { path, folders } of reviewed.subjects.unit.map((unit) => ({ path: unit.path, folders: dataFoldersOf(unit) })))
      for (const { unit, folder, span } of folders) {
        const own = earlier.filter((other) => other.unit === unit);
        const [first] = own;
        if (first && !own.some((other) => other.folder === folder))
          report({ path, span }, 'folder', { data: { unit, before: first.folder, after: folder } });
      }
    const others = [...described(baseline.package), ...started(baseline.package)];
    for (const container of [...described(reviewed), ...started(reviewed)]) {
      if (isTestMaterial(container.path)) continue;
      const { path } = container;
      const name = imageName(container.image);
      const earlier = name && dataStoreOf(name) && sameContainer(container, others);
      if (!earlier) continue;
      for (const volume of container.volumes.filter(holdsData)) {
        const at = earlier.volumes.find(({ target }) => target === volume.target);
        const from = earlier.volumes.find(({ source }) => source === volume.source);
        if (at && at.source !== volume.source) {
          report({ path, span: volume.span }, 'source', {
            data: { container: container.name, target: volume.target, before: at.source, after: volume.source },
          });
        } else if (!at && from && !stillMounts(container, from)) {
          report({ path, span: volume.span }, 'target', {
            data: { container: container.name, source: volume.source, before: from.target, after: volume.target },
          });
        }
      }
    }
  },
});

const stillMounts = ({ volumes }: ContainerSpec, { target }: Volume): boolean => volumes.some((volume) => volume.target === target);

/** A folder, not one file. */
const holdsData = ({ target }: Volume): boolean => !/\.\w{1,6}$|^\/(etc|run|var\/run|docker-entrypoint-initdb\.d|tmp)(\/|$)/.test(target);
