import { expect, test } from 'vitest';
import { hasMeaning } from '../src/meaning.ts';

test.each(['Thank you', '谢谢', 'спасибо', '👍', '5', '…ok'])('%s says something', (text) => {
  expect(hasMeaning(text)).toBe(true);
});

test.each(['', ' \n', '...', '?!?', '—', '\u200b\u200d', '***'])('%j says nothing', (text) => {
  expect(hasMeaning(text)).toBe(false);
});
