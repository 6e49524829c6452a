import { hasOption, optionNames, readCommandLine, type CommandLine } from '../command-line';
import { changesNothing, each, eachOrAll, saidBy, verbsThat, type Family, type Form, type Said } from './form';
import { manager } from './manager';
import { recipes, runsRecipes } from './unread';

/** `npm config set registry …`, `pip config unset …`: where packages come from, and how they are checked. */
const settings: Form = { verbs: { ...verbsThat('get list ls debug', changesNothing), '': changesNothing, '*': { once: 'host.setting' } } };

const pip: Form = {
  valued:
    '-r --requirement -c --constraint -i --index-url --extra-index-url -t --target --prefix --python --timeout --find-links -f --proxy -e --editable -n --name',
  verbs: manager({
    install: {
      each: 'package.install',
      options: { r: 'package.install', requirement: 'package.install', e: 'package.install', editable: 'package.install' },
    },
    freeze: changesNothing,
    wheel: changesNothing,
    pip: { verbs: manager() },
    tool: { verbs: manager({ run: runsRecipes }) },
    sync: { once: 'package.install' },
    run: runsRecipes,
    venv: { first: 'dir.create' },
    create: { once: 'dir.create' },
    cache: changesNothing,
    config: settings,
  }),
};

/** `python3 -m pip install x`: what follows is the module's own command line. */
export function pipModule(given: CommandLine['operands']): readonly Said[] {
  const line = readCommandLine('pip', given, { valued: optionNames(pip.valued ?? '') });
  // Only what lies beside it: no name says what is newest.
  if (hasOption(line, 'no-index')) return [{ kind: 'package.install' }];
  return saidBy(pip, line);
}

/** What installs libraries and programs of programming languages. */
export const languages: Family = {
  'pip pip3 pipx uv easy_install conda mamba micromamba': pip,
  'poetry pipenv pdm': {
    valued: '-C --directory -P --project -E --extras --only --with --without',
    verbs: manager({
      add: each('package.install'),
      update: eachOrAll('package.install'),
      install: each('package.install', { once: 'package.install' }),
      sync: { once: 'package.install' },
      lock: { once: 'network.fetch' },
      '*': runsRecipes,
    }),
  },
  'npm yarn pnpm bun corepack': {
    valued: '--prefix -C --registry --cache --cwd',
    verbs: manager({
      i: each('package.install', { once: 'package.install' }),
      install: { once: 'package.install', each: 'package.install' },
      ci: { once: 'package.install' },
      add: each('package.install'),
      up: eachOrAll('package.install'),
      update: eachOrAll('package.install'),
      upgrade: eachOrAll('package.install'),
      global: { verbs: manager({ add: each('package.install') }) },
      dlx: runsRecipes,
      rebuild: { once: 'package.install' },
      set: { once: 'host.setting' },
      prune: { once: 'package.remove' },
      enable: { once: 'host.setting' },
      cache: changesNothing,
      config: settings,
      audit: changesNothing,
      ls: changesNothing,
      '-v': changesNothing,
      ...verbsThat('view ping whoami root prefix bin outdated why help docs fund explain query', changesNothing),
      ...verbsThat('test pack publish link unlink login logout', { once: 'process.start' }),
      '*': runsRecipes,
    }),
  },
  'npx bunx': { valued: '-p --package -c --call', stopsAtOperand: true, first: 'process.start', says: recipes },
  'gem bundle bundler cargo composer luarocks cpan': {
    valued: '-v --version -i --install-dir --path --jobs -j --without --working-dir -d',
    verbs: manager({
      ...verbsThat('exec run run-script', runsRecipes),
      require: each('package.install'),
      global: { verbs: manager({ require: each('package.install'), update: eachOrAll('package.install') }) },
      build: { once: 'process.start' },
      'dump-autoload': { once: 'file.edit' },
      // What a tool builds or tests is a program of its own.
      ...verbsThat('test check-platform-reqs validate diagnose fmt clippy doc', { once: 'process.start' }),
      '*': runsRecipes,
    }),
  },
  cpanm: { valued: '-l -L --local-lib --mirror', each: 'package.install' },
  go: {
    valued: '-C -o -mod -modfile -ldflags -tags',
    singleDash: true,
    verbs: {
      install: each('package.install'),
      version: changesNothing,
      env: changesNothing,
      run: { says: () => [{ kind: 'unknown', why: 'what a program in Go does' }] },
      generate: runsRecipes,
      '*': { once: 'process.start' },
    },
  },
  dotnet: {
    valued: '--version --tool-path --add-source --framework -o --output -c --configuration',
    verbs: {
      tool: { verbs: manager({ update: eachOrAll('package.install') }) },
      ...verbsThat('build publish restore test pack clean new nuget', { once: 'process.start' }),
      '*': runsRecipes,
      '': changesNothing,
    },
  },
  'ansible-galaxy': {
    valued: '-r --role-file --requirements-file -p --roles-path --collections-path -s --server',
    verbs: { collection: { verbs: manager() }, role: { verbs: manager() }, install: each('package.install'), '*': changesNothing },
  },
};
