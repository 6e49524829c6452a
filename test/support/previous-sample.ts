/**
 * The 5.1.0 that came before the sample's 5.2.0, made from its files: outgoing calls were retried less often and sooner
 * from `dten.yaml`, openssl was bounded, there was no watchdog, no event index and no synchronisation timer.
 */
export function previousSample(sample: Readonly<Record<string, Uint8Array>>): Record<string, Uint8Array> {
  const files = new Map(Object.entries(sample));
  const edit = (path: string, ...replacements: readonly (readonly [string, string])[]) => {
    let text = new TextDecoder().decode(files.get(path));
    for (const [now, before] of replacements) {
      if (!text.includes(now)) throw new Error(`${path} of the sample has no ${JSON.stringify(now)} any more`);
      text = text.replace(now, before);
    }
    files.set(path, new TextEncoder().encode(text));
  };
  const drop = (path: string) => {
    if (!files.delete(path)) throw new Error(`the sample has no ${path} any more`);
  };

  edit(
    'manifest.json',
    ['"5.2.0"', '"5.1.0"'],
    ['">=1.1"', '">=1.1 <4"'],
    ['"dten-sync.service", "dten-sync.timer"', '"dten-sync.service"'],
  );
  drop('config/defaults/retry.yaml');
  edit('config/dten.yaml', ['\n  audit:', `\n${retry}\n  audit:`], ['max: 32', 'max: 16'], ['ttl_seconds: 300', 'ttl_seconds: 120']);
  edit('config/defaults/limits.properties', ['events_per_minute=18000', 'events_per_minute=6000']);
  edit('scripts/30-post-install.sh', ['    sudo systemctl enable --now dten-watchdog.service\n', '']);
  edit('cron.d/dten-housekeeping', ['30   1    *   *   1-5', '15   5    *   *   1-5']);
  drop('migrations/0053_event_indexes.sql');
  drop('systemd/dten-sync.timer');
  files.set('scripts/collect-diagnostics.sh', files.get('tools/collect-diagnostics.sh') ?? new Uint8Array());
  drop('tools/collect-diagnostics.sh');
  return Object.fromEntries(files);
}

const retry = `  retry:
    strategy: exponential
    base_delay_ms: 500
    max_delay_ms: 30000
    max_attempts: 5
  timeouts:
    connect_ms: 3000
    request_ms: 10000
`;
