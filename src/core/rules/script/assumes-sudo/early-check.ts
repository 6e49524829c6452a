/** Where a script's own work begins: after the comment at its head, and the `set` lines that follow it. */
export function headEnd(text: string): number {
  let end = 0;
  let inHead = true;
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, next).trim();
    const isSetting = /^(set|shopt|umask)\s[^;&|\\<]*$/.test(line);
    if (line !== '' && !line.startsWith('#') && !isSetting) break;
    if (line === '') inHead = false;
    else if (isSetting || inHead) end = next;
    at = next;
  }
  return end;
}

/** For calls without options: root needs no sudo, so a function of that name stands in. */
export const runWithout = `# Without sudo, this script must run as root.
if ! command -v sudo >/dev/null 2>&1; then
    if [ "$(id -u)" -ne 0 ]; then
        echo "\${0##*/}: sudo is not installed, run this script as root" >&2
        exit 1
    fi
    sudo() { "$@"; }
fi
`;

/** For calls with options, which only sudo understands. */
export const stopWithout = `# Without sudo, nothing below can work.
if ! command -v sudo >/dev/null 2>&1; then
    echo "\${0##*/}: sudo is not installed, nothing was changed" >&2
    exit 1
fi
`;

/** For scripts that nobody watches. */
export const stopIfAsked = `# Nobody is there to type a password.
if [ "$(id -u)" -ne 0 ] && ! sudo -n true 2>/dev/null; then
    echo "\${0##*/}: run as root, or as a user whom sudo asks for no password" >&2
    exit 1
fi
`;
