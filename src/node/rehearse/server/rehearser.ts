import type { Inventory } from '../../../core/inventory/inventory';
import { keeper } from '../../../core/rehearse/keeper';
import { mysql } from '../../../core/rehearse/mysql/mysql';
import { postgresql } from '../../../core/rehearse/postgresql';
import { rehearse } from '../../../core/rehearse/rehearse';
import type { RehearsalEnd } from '../../../core/rehearse/rehearsal';
import { describeRefusal, refusalOf, refusalOfName, type Refusal } from '../../../core/rehearse/server';
import { errorText } from '../../../core/text/error-text';
import { usualBounds } from '../protocol';
import type { Rehearse } from '../rehearser';
import type { ServerAddress } from './address';
import { connectTo } from './scratch';
import type { Server } from './server';

/**
 * Rehearses on a server: on databases that are made for it and dropped afterwards, whatever ends it. `inventory` tells what is
 * production's. The rehearsal throws an Error if the server is refused or cannot be reached.
 */
export const rehearseOn =
  (address: ServerAddress, { inventory, environment }: { readonly inventory: Inventory; readonly environment: string }): Rehearse =>
  async (files, { signal, bounds = usualBounds, progress } = {}) => {
    const refuse = (refusal: Refusal | undefined): void => {
      if (refusal) throw new Error(describeRefusal(refusal, address.system));
    };
    refuse(refusalOfName(address, inventory, environment));
    const begun = performance.now();
    const begunAt = new Date().toISOString();
    const kept = keeper(files, address.system);
    const server = await connect(address);
    let end: Omit<RehearsalEnd, 'at'> | undefined;
    const over = (code: RehearsalEnd['code']): void => {
      end ??= { code };
      void server.close(true).catch(() => undefined);
    };
    const cancel = (): void => over('cancelled');
    const timer = setTimeout(() => over('time'), bounds.time);
    signal?.addEventListener('abort', cancel);
    try {
      refuse(refusalOf(server.facts, inventory, environment));
      if (signal?.aborted) cancel();
      await run(files, server, (event) => {
        kept.take(event);
        if (event.kind === 'at') progress?.(event.done, event.total, event.place);
      }).catch((error: unknown) => {
        end ??= { code: 'lost', detail: errorText(error) };
      });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      await server.close(end !== undefined);
    }
    return { rehearsal: { ...kept.rehearsal(end, performance.now() - begun), begunAt }, memory: 0 };
  };

/** The client of MySQL is a bundle of its own, read from disk when somebody names such a server. */
async function connect(address: ServerAddress): Promise<Server> {
  if (address.system === 'mysql') return (await import('./mysql-client')).connectTo(address);
  return connectTo(address);
}

const run = (files: Parameters<Rehearse>[0], server: Server, tell: Parameters<typeof rehearse>[1]['tell']): Promise<void> =>
  rehearse(files, { open: () => server.open(), system: systems[server.facts.system], clock: () => performance.now(), tell });

const systems = { postgresql, mysql };
