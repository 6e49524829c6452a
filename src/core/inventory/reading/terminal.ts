import { withoutPadding, withoutPrefixes } from './prefixes';
import { cutsOf, without, type Printed } from './printed';

/** What a terminal obeys and does not show: colours, titles, and letters that are struck over. */
const unseen = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B\n]{0,500}(?:\u0007|\u001B\\)|[()][A-Z0-9]|[=>78])|[^\n]\u0008|\u0007/g;
const marks = /[\u0007\u0008\u001B]/;
/** Colours as they look where the character before them was written out or lost. */
const spelled = /(?:\\(?:e|033|x1[Bb]|u001[Bb])|\^\[|[\u241B\uFFFD])\[[0-9;?]{0,20}[A-Za-z]|\[\d{1,3}(?:;\d{1,3}){0,5}m(?:\[K)?|\[m\[K/g;
/** The last line of a pager, which shows again with each page. */
const pager = /^(?:lines \d+-\d+(?:\/\d+)?(?: \(END\)| \d+%| [^\n]{0,10})?|\(END\)|--More--(?:\(\d+%\))?|:)[ \t]*\r?$/gm;

/** What is said before a command answers: who asks for a password, who lets people in; and the marks around what is quoted. */
const asides =
  /^(?:\[sudo\][^\n:]{0,80}: ?|(?:[\w.-]{1,40}@[\w.-]{1,80}'s |Enter )?(?:[Pp]asswor[dt]|[Pp]assphrase|Kennwort|[Cc]ontraseña|[Mm]ot de passe)[^\n:]{0,80}: *(?=\r?$)|(?:sudo: |Warning: Permanently added |Last login: |Connection to \S{1,80} closed|Pseudo-terminal will not |Script (?:started|done) on |Attaching to |Started on |Successful on |Ran on |(?:bash|perl): warning: |\{(?:code|noformat)[^}\n]{0,80}\}(?=\r?$)|<\/?(?:pre|code)\b[^>\n]{0,80}>(?=\r?$))[^\r\n]*|```(?:[\w-]{0,20}(?=\r?$))?|logout(?=\r?$))(?:\r?\n)?/gm;

/** What one could read of a text that was taken from a terminal. Nearly all texts are that already. */
export function asPrinted(given: string): Printed {
  // Pages and mails make such spaces of others; it is one character for another.
  const text = given.replaceAll('\u00A0', ' ');
  return readable({ text, at: (offset) => offset });
}

export function readable(given: Printed): Printed {
  let printed = given;
  const leave = (pattern: RegExp): void => {
    printed = without(printed, cutsOf(printed.text, pattern));
  };
  if (marks.test(printed.text)) leave(unseen);
  leave(spelled);
  // A pager's line is often highlighted, and a log has stamps before what it shows.
  printed = withoutPadding(withoutPrefixes(printed));
  leave(pager);
  leave(asides);
  return printed;
}
