import { isBuiltin } from 'node:module';
import { posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hosts, rooms } from './rooms.mjs';

const sources = fileURLToPath(new URL('../src', import.meta.url));

/** The room of a path under src/, `undefined` for a path in none. */
export const roomOf = (path) => rooms.find((room) => path.startsWith(`${room}/`));

/** Why the room must not import this, or `undefined`. `path` is the file's, relative to src/. */
export function objection(path, specifier) {
  const room = roomOf(path);
  if (!room) return `${path} is in no room: see scripts/rooms.mjs`;
  if (specifier === 'vscode') return room === 'extension' ? undefined : `only extension imports vscode, ${room} runs without it`;
  if (!specifier.startsWith('.')) {
    return room.startsWith('core/') && isBuiltin(specifier) ? `${room} runs anywhere: no Node modules` : undefined;
  }
  const target = posix.join(posix.dirname(path), specifier);
  if (target === '../package.json') return room.startsWith('core/') ? `${room} takes the version from its caller` : undefined;
  const other = roomOf(target);
  if (!other) return `${target} is in no room`;
  if (hosts.includes(room) && hosts.includes(other) && room !== other) return `${room} and ${other} know nothing of each other`;
  return rooms.indexOf(other) > rooms.indexOf(room) ? `${room} comes before ${other}` : undefined;
}

/** ESLint rule: a room imports only itself and the rooms before it. */
export const roomOrder = {
  meta: { type: 'problem', schema: [], messages: { wrong: '{{why}}' } },
  create(context) {
    const path = relative(sources, context.filename).split(sep).join('/');
    const check = ({ source }) => {
      const why = typeof source?.value === 'string' && objection(path, source.value);
      if (why) context.report({ node: source, messageId: 'wrong', data: { why } });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};
