import { parseId } from '@marketplace/kernel/ids';
import { seal, unseal } from '@marketplace/subgraph/seal';
import { z } from 'zod';
import type { UnsubscribeLinks } from '../application/ports.ts';
import { isNoticeType } from '../domain/notification.ts';

export const UNSUBSCRIBE_PATH = '/unsubscribe';

const said = z.tuple([z.string(), z.string()]);

/** Links below `apiUrl`, sealed under a key that is used for nothing else. They work for ever: so may a mail be kept. */
export const unsubscribeLinks = (key: Buffer, apiUrl: string): UnsubscribeLinks => ({
  urlOf: ({ account, type }) => `${apiUrl}${UNSUBSCRIBE_PATH}?token=${seal(JSON.stringify([account, type]), key)}`,
  read(token) {
    const text = unseal(token, key);
    if (text === undefined) return undefined;
    const [id, type] = said.parse(JSON.parse(text));
    const account = parseId('acc', id);
    return account && isNoticeType(type) ? { account, type } : undefined; // a type may have gone since
  },
});
