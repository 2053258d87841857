import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Logger } from '@marketplace/kernel/logger';
import type { Router } from './compose.ts';

export interface WatchedSupergraph {
  /** The file. */
  readonly SUPERGRAPH: string;
  /** How often to look at it; 0 for never. */
  readonly SUPERGRAPH_POLL_MS: number;
}

/**
 * Serves what the file says whenever it changes, and at SIGHUP. The file is polled: it may be a link that a deployment
 * turns to another file, or on a disk that tells of no changes. Returns what ends the watch.
 */
export function watchSupergraph(
  { SUPERGRAPH: file, SUPERGRAPH_POLL_MS: interval }: WatchedSupergraph,
  router: Pick<Router, 'reload'>,
  logger: Logger,
): () => void {
  const reload = async (): Promise<void> => {
    try {
      await router.reload(await readFile(file, 'utf8'));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      logger.error({ file, reason }, 'the changed supergraph is refused, the one before goes on');
    }
  };
  process.on('SIGHUP', reload);
  if (interval > 0) watchFile(file, { interval, persistent: false }, reload);
  return () => {
    process.off('SIGHUP', reload);
    unwatchFile(file, reload);
  };
}
