import { isBuilding } from '../../package/workshop';
import { defineRule } from '../rule';

export const onCommandLine = defineRule({
  id: 'secret/on-command-line',
  target: 'text',
  severity: 'warning',
  confidence: 'certain',
  hazards: ['exposes-secret'],
  fixable: false,
  summary: 'A password is handed over as an argument, which every account of the host can see',
  rationale: `Arguments of a running command are in \`/proc/<pid>/cmdline\`, and \`ps\` shows them to everybody; monitoring, audit logs and crash reports write them down. It makes no difference whether the script has the password in a variable:
the shell puts its value there. Some programs overwrite their arguments once they have started, which leaves a moment, and the log of whoever looked in it.

Most programs read a secret otherwise: from a file that only one account can read (\`mysql --defaults-extra-file\`, \`curl --netrc-file\` or \`--config\`, \`.pgpass\`), from standard input (\`docker login --password-stdin\`, \`passwd --stdin\`),
or from the environment (\`PGPASSWORD\`, \`SSHPASS\` with \`sshpass -e\`, \`openssl -passin env:…\`), which only the same account and root can see.

Commands of the shell itself, such as \`echo\`, and functions of the script start no process, so nobody sees their arguments. What only builds the product runs elsewhere, and is only possible. Options of programs that are not known are told by their names, and are likely only.`,
  references: [
    'https://cwe.mitre.org/data/definitions/214.html',
    'https://dev.mysql.com/doc/refman/8.4/en/password-security-user.html',
    'https://man7.org/linux/man-pages/man5/proc_pid_cmdline.5.html',
  ],
  messages: {
    seen: ({ program }: { program: string }) =>
      `While ${program} runs, every account of the host can read this secret among its arguments.`,
    glimpsed: ({ program }: { program: string }) =>
      `Until ${program} has overwritten it, every account of the host can read this secret among its arguments; what logs commands keeps it.`,
  },
  check({ path, syntax }, { report }) {
    for (const secret of syntax.secrets) {
      if (secret.kind !== 'argument') continue;
      const confidence = isBuilding(path) ? 'possible' : secret.sure;
      report(secret.span, secret.isOverwritten ? 'glimpsed' : 'seen', { data: { program: secret.program }, confidence });
    }
  },
});
