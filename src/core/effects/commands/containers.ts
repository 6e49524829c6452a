import { newContainerValued } from '../../parse/nested';
import { hasOption, optionOf, type Argument, type CommandLine } from '../command-line';
import { changesNothing, each, eachOrAll, verbsThat, type Family, type Form, type Said } from './form';

const image: Form = {
  first: 'container.run',
  valued: newContainerValued,
};

/** `v` of `-fv`. */
const isLetters = ({ value, word: { text } }: Argument): boolean => text.startsWith('-') && text !== value;

/** Here `-f` takes no value, as it does where it names a file. */
const behindForce = ({ options, operands }: CommandLine): readonly Argument[] => [
  ...options.flatMap(({ name, value }) => (name === 'f' && value && !isLetters(value) ? [value] : [])),
  ...operands,
];

/** `docker rm -f web`. */
const stopsEach: Form = { says: (line) => behindForce(line).map((target) => ({ kind: 'container.stop', target })) };

/** `docker cp x.conf db:/etc/x.conf`: what the container is made of has it no more after the next start of a new one. */
function copiedInto({ operands }: CommandLine): readonly Said[] {
  const target = operands.at(-1);
  return target && /^[^/.]+:/.test(target.value) ? [{ kind: 'host.setting', target }] : [];
}

const containerVerbs: Readonly<Record<string, Form>> = {
  run: { ...image, stopsAtOperand: true },
  create: image,
  start: each('container.run'),
  restart: each('container.run'),
  unpause: each('container.run'),
  stop: each('container.stop'),
  kill: each('container.stop'),
  pause: each('container.stop'),
  rm: stopsEach,
  pull: each('container.pull'),
  load: { once: 'container.pull' },
  import: { once: 'container.pull' },
  push: each('network.send'),
  tag: changesNothing,
  save: changesNothing,
  export: changesNothing,
  build: { once: 'container.pull' },
  exec: changesNothing,
  cp: { says: copiedInto },
  rmi: stopsEach,
  login: { once: 'credential.create' },
  logout: changesNothing,
  update: each('container.run'),
  rename: { first: 'host.setting' },
};

const management: Readonly<Record<string, Form>> = {
  ls: changesNothing,
  list: changesNothing,
  inspect: changesNothing,
  ps: changesNothing,
  create: { once: 'container.run' },
  rm: stopsEach,
  prune: { once: 'container.stop' },
  pull: each('container.pull'),
  connect: { once: 'container.run' },
  disconnect: { once: 'container.stop' },
};

/** Where docker keeps the data of volumes. */
const volumeFolder = '/var/lib/docker/volumes/';

const allVolumes: Said = { kind: 'file.delete', name: `${volumeFolder}*`, erases: true };

/** The data in a volume goes with it. */
const volumeVerbs: Readonly<Record<string, Form>> = {
  ...management,
  rm: {
    says: (line) => behindForce(line).map(({ value }): Said => ({ kind: 'file.delete', name: `${volumeFolder}${value}`, erases: true })),
  },
  prune: { says: () => [allVolumes] },
};

const composeVerbs: Readonly<Record<string, Form>> = {
  ...containerVerbs,
  up: {
    says: ({ operands }) =>
      operands.length > 0 ? operands.map((target) => ({ kind: 'container.run', target })) : [{ kind: 'container.run', name: '*' }],
  },
  down: {
    says: (line) => [{ kind: 'container.stop', name: '*' }, ...(hasOption(line, 'v', 'volumes') ? [allVolumes] : [])],
  },
  start: eachOrAll('container.run'),
  restart: eachOrAll('container.run'),
  stop: eachOrAll('container.stop'),
  kill: eachOrAll('container.stop'),
  rm: {
    says: (line) => {
      const named = behindForce(line);
      return named.length > 0 ? named.map((target) => ({ kind: 'container.stop', target })) : [{ kind: 'container.stop', name: '*' }];
    },
  },
  pull: eachOrAll('container.pull'),
  build: eachOrAll('container.pull'),
  '*': changesNothing,
};

/** `helm upgrade release chart`. */
function released({ operands: [target, chart] }: CommandLine): readonly Said[] {
  return target ? [{ kind: 'cluster.apply', target, ...(chart && { from: chart.value }) }] : [{ kind: 'cluster.apply' }];
}

/** `kubectl set image deploy/web web=acme/web:5.2`: whom it is given to, and the image. */
const setImages = ({ operands: [target, ...given] }: CommandLine): readonly Said[] =>
  target
    ? given.map(({ value }) => ({ kind: 'cluster.apply' as const, target, from: value.slice(value.indexOf('=') + 1) }))
    : [{ kind: 'cluster.apply' }];

/** What is named, or the files that name it. */
function applied(line: CommandLine): readonly Said[] {
  const target = optionOf(line, 'f', 'filename', 'k', 'kustomize') ?? line.operands.at(-1);
  return [{ kind: 'cluster.apply', ...(target && { target }) }];
}

/** Kinds of objects that hold data, or all that is in them. */
const holdsData = /^(?:namespaces?|ns|pvc?|persistentvolume(?:claim)?s?|crds?|customresourcedefinitions?|secrets?)(?:[./]|$)/i;

const deleted = (line: CommandLine): readonly Said[] =>
  applied(line).map((said) => ({ ...said, ...(holdsData.test(line.operands[0]?.value ?? '') && { erases: true as const }) }));

const engineOptions =
  '-H --host -c --context --config -l --log-level -f --file -p --project-name --profile --env-file --project-directory -t --time -s --signal -o --output --format --filter --tag --timeout --scale';

/** Containers and clusters. */
export const containers: Family = {
  'docker podman nerdctl buildah': {
    valued: `${engineOptions} ${image.valued ?? ''}`,
    verbs: {
      ...containerVerbs,
      container: { verbs: { ...containerVerbs, ...management } },
      image: { verbs: { ...containerVerbs, ...management } },
      network: { verbs: management },
      volume: { verbs: volumeVerbs },
      system: {
        verbs: {
          ...management,
          prune: {
            once: 'container.stop',
            says: (line) =>
              hasOption(line, 'volumes') || behindForce(line).some(({ value }) => value === '--volumes') ? [allVolumes] : [],
          },
          '*': changesNothing,
        },
      },
      compose: { verbs: composeVerbs },
      stack: { verbs: { deploy: { last: 'container.run' }, rm: each('container.stop'), '*': changesNothing } },
      service: {
        verbs: {
          create: { once: 'container.run' },
          update: { last: 'container.run' },
          rm: each('container.stop'),
          scale: { once: 'container.run' },
          '*': changesNothing,
        },
      },
      swarm: { once: 'host.setting' },
      plugin: { once: 'host.setting' },
      secret: { verbs: { ...management, create: { first: 'credential.create' } } },
      config: { verbs: management },
      manifest: changesNothing,
      buildx: { once: 'container.pull' },
      '*': changesNothing,
    },
  },
  'docker-compose podman-compose': { valued: engineOptions, verbs: composeVerbs },
  'kubectl oc microk8s.kubectl': {
    valued:
      '-n --namespace --context --kubeconfig -f --filename -k --kustomize -l --selector -o --output -c --container --from-literal --from-file --timeout --type -p --patch --replicas --image --cluster --user',
    verbs: {
      ...verbsThat(
        'get describe logs version explain top wait config cluster-info api-resources api-versions auth diff port-forward cp exec attach completion options proxy',
        changesNothing,
      ),
      delete: { says: deleted },
      set: { verbs: { image: { says: setImages }, '*': { first: 'cluster.apply' } } },
      rollout: { verbs: { status: changesNothing, history: changesNothing, '*': { last: 'cluster.apply' } } },
      '*': {
        says: applied,
      },
    },
  },
  'helm helmfile kustomize skaffold flux argocd': {
    valued: '-n --namespace -f --values --set --set-string --set-file --version --kubeconfig --kube-context --repo --timeout',
    verbs: {
      install: { says: released },
      upgrade: { says: released },
      ...verbsThat('list ls get status history show search template version lint diff env build', changesNothing),
      repo: { once: 'network.fetch' },
      dependency: { once: 'network.fetch' },
      pull: { first: 'network.fetch' },
      '*': { first: 'cluster.apply' },
    },
  },
};
