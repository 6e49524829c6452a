import { fileFact } from '../../subject/fact';

/** Masks that take nothing from others: `umask 0`. */
export const openUmasks = fileFact('shell', ({ syntax }) =>
  syntax.commands.flatMap(({ name, words }) => {
    const mask = name === 'umask' ? words[1] : undefined;
    return mask?.value !== undefined && /^0{0,2}[0-7]?[0145]$|^0+$/.test(mask.value) && mask.value.length !== 2
      ? [{ mask: mask.value, span: mask.span }]
      : [];
  }),
);
