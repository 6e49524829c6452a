import { wholeNumber } from './numbers';

/** Signals of Linux by name, without `SIG` (signal(7)). */
export const signalNames =
  'HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS'.split(
    ' ',
  );

/** The number of the last signal, and how many of them are for real time. */
const lastSignal = 64;
const realTime = 30;

/** `SIGTERM`, `TERM`, `15`, `RTMIN+3`. */
export function isSignal(text: string): boolean {
  const number = wholeNumber(text);
  if (number !== undefined) return number >= 1 && number <= lastSignal;
  const name = text.replace(/^SIG/, '');
  if (signalNames.includes(name)) return true;
  const [, step = '0'] = /^(?:RTMIN\+|RTMAX-)(\d{1,2})$/.exec(name) ?? [];
  return /^(?:RTMIN(?:\+\d{1,2})?|RTMAX(?:-\d{1,2})?)$/.test(name) && Number(step) <= realTime;
}
