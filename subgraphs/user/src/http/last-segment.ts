import type { IncomingMessage } from 'node:http';

/** What stands behind the path's last slash. */
export function lastSegment({ url = '' }: IncomingMessage): string {
  const [path = ''] = url.split('?', 1);
  return path.slice(path.lastIndexOf('/') + 1);
}
