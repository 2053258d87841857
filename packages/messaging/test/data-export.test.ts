import { type AccountId, newId } from '@marketplace/kernel/ids';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXPORTED_AT_MOST, listed, openPart, partDrafts } from '../src/data-export.ts';
import { validateDraft } from '../src/event-validation.ts';
import { newBoxKeys } from '../src/sealed-box.ts';

const account: AccountId = newId('acc');
const keys = newBoxKeys();
const to = { exportId: newId('exp'), publicKey: keys.publicKey };

function chunksOf(part: object) {
  return partDrafts('order', to, part).map((draft) => {
    validateDraft(draft);
    if (draft.type !== 'data_export_part.prepared') throw new Error(draft.type);
    return { ...draft.data, sealed: Buffer.from(draft.data.sealed, 'base64') };
  });
}

describe('a part of a data export', () => {
  test('is given back as it was, whatever it is', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 }), (part) => {
        expect(JSON.parse(openPart(chunksOf(part), keys.privateKey))).toEqual(JSON.parse(JSON.stringify(part)));
      }),
      { numRuns: 30 },
    );
  });

  test('goes in as many pieces as it takes', () => {
    const part = { account, numbers: Array.from({ length: 60_000 }, () => Math.random()) };
    const chunks = chunksOf(part);
    expect(chunks.length).toBeGreaterThan(2);
    expect(JSON.parse(openPart(chunks, keys.privateKey))).toEqual(part);
  });

  test('opens by its own key alone, whole and in its place', () => {
    const [chunk] = chunksOf({ account });
    if (!chunk) throw new Error('no chunk');
    const broken = Buffer.from(chunk.sealed);
    broken[60] = (broken[60] ?? 0) ^ 1;
    expect(() => openPart([chunk], newBoxKeys().privateKey)).toThrow();
    expect(() => openPart([{ ...chunk, sealed: broken }], keys.privateKey)).toThrow();
    expect(() => openPart([{ ...chunk, sealed: chunk.sealed.subarray(0, 30) }], keys.privateKey)).toThrow();
    expect(() => openPart([{ ...chunk, context: 'user' }], keys.privateKey)).toThrow();
    expect(() => openPart([{ ...chunk, exportId: newId('exp') }], keys.privateKey)).toThrow();
  });

  test('says where a list was cut', () => {
    const numbers = Array.from({ length: EXPORTED_AT_MOST + 1 }, (_, index) => index);
    expect(listed(numbers)).toEqual({ items: numbers.slice(0, EXPORTED_AT_MOST), more: true });
    expect(listed(numbers.slice(1))).toEqual({ items: numbers.slice(1), more: false });
  });
});
