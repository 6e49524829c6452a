import type { WindowsWord } from '../parse/windows/windows-command';

/** Whether a command asks a person before it goes on, by its arguments. */
type Asks = (has: (option: RegExp) => boolean) => boolean;

const unless =
  (option: RegExp): Asks =>
  (has) =>
    !has(option);

/** What a cmdlet of high impact asks by itself. */
const unlessConfirmed = unless(/^-(?:confirm:|whatif)/i);

/** Commands of `cmd` and programs that ask, in small letters. */
const programs: ReadonlyMap<string, Asks> = new Map([
  ['choice', (has) => !has(/^\/t(?::\d+)?$/i)],
  ['rd', (has) => has(/^\/s$/i) && !has(/^\/q$/i)],
  ['rmdir', (has) => has(/^\/s$/i) && !has(/^\/q$/i)],
  ['del', (has) => has(/^\/p$/i)],
  ['erase', (has) => has(/^\/p$/i)],
  ['reg', (has) => has(/^delete$/i) && !has(/^\/f$/i)],
  ['format', unless(/^\/y$/i)],
  ['xcopy', (has) => has(/^\/[pw]$/i)],
  ['runas', unless(/^\/savecred$/i)],
]);

/** Cmdlets that ask unless they are told not to. */
const cmdlets: ReadonlyMap<string, Asks> = new Map<string, Asks>([
  ...[
    'unregister-scheduledtask clear-disk format-volume remove-partition clear-eventlog remove-eventlog',
    'remove-aduser remove-adgroup remove-adcomputer remove-adobject remove-clustergroup remove-vm remove-smbshare',
  ]
    .flatMap((names) => names.split(' '))
    .map((name) => [name, unlessConfirmed] as const),
  ['set-executionpolicy', (has) => !has(/^-force$/i) && unlessConfirmed(has)],
  ['install-module', (has) => !has(/^-force$/i) && unlessConfirmed(has)],
]);

/** Whether a command of Windows waits until a person has answered. */
export function asksPerson(program: string, words: readonly WindowsWord[], isShell: boolean): boolean {
  const has = (option: RegExp): boolean => words.some(({ value, isQuoted }) => !isQuoted && option.test(value));
  const asks = (isShell ? cmdlets : programs).get(program);
  if (asks) return asks(has);
  return isShell && /^\w+-\w+$/.test(program) && has(/^-confirm$/i);
}
