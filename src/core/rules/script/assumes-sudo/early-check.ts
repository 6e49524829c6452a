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
