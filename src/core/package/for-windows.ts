/** Parts of a product for Windows, by their folder: what runs there reads lines that end as those of Windows do. */
export const isForWindows = (path: string): boolean => /(?:^|\/)(?:win(?:32|64|dows)?|mingw(?:32|64)?|msys2?|cygwin)\//i.test(path);
