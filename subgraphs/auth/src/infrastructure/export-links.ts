import { idFrom } from '@marketplace/kernel/ids';
import { seal, unseal } from '@marketplace/subgraph/seal';
import { z } from 'zod';
import type { ExportLinks } from '../application/ports.ts';

export const EXPORTS_PATH = '/exports/';

const said = z.object({ id: z.string(), expiresAt: z.number() });

/** Links below `apiUrl`, sealed under a key that is used for nothing else. */
export function sealedExportLinks(key: Buffer, apiUrl: string): ExportLinks {
  return {
    urlOf: ({ id, expiresAt }) =>
      `${apiUrl}${EXPORTS_PATH}${seal(JSON.stringify({ id, expiresAt: expiresAt.getTime() }), key)}`,
    read(token) {
      const text = unseal(token, key);
      if (text === undefined) return undefined;
      const { id, expiresAt } = said.parse(JSON.parse(text));
      return { id: idFrom('exp', id), expiresAt: new Date(expiresAt) };
    },
  };
}
