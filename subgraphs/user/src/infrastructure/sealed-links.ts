import { idFrom } from '@marketplace/kernel/ids';
import { seal, unseal } from '@marketplace/subgraph/seal';
import { z } from 'zod';
import type { Links } from '../application/ports.ts';

export const UPLOADS_PATH = '/uploads/';
export const IMAGES_PATH = '/images/';

const said = z.object({ id: z.string(), until: z.number() });

/** Addresses below `apiUrl`. Those of uploads are sealed under a key that is used for nothing else. */
export function sealedLinks(key: Buffer, apiUrl: string): Links {
  return {
    imageUrl: (id) => `${apiUrl}${IMAGES_PATH}${id}.webp`,
    uploadUrl: (id, until) => `${apiUrl}${UPLOADS_PATH}${seal(JSON.stringify({ id, until: until.getTime() }), key)}`,
    readUploadToken(token) {
      const text = unseal(token, key);
      if (text === undefined) return undefined;
      const { id, until } = said.parse(JSON.parse(text));
      return { id: idFrom('upl', id), until: new Date(until) };
    },
  };
}
