import { DAY, later, MINUTE, systemClock } from '@marketplace/kernel/clock';
import { silentLogger } from '@marketplace/kernel/logger';
import { type Served, serve } from '@marketplace/subgraph/serve';
import { eventually } from '@marketplace/testing/eventually';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MAX_PORTFOLIO_ITEMS } from '../src/domain/portfolio.ts';
import { MAX_OPEN_UPLOADS } from '../src/domain/upload.ts';
import { type Answer, API_URL, nobody, openUserContext, type Person, person } from './user-context.ts';

const CREATE = /* GraphQL */ `mutation ($input: CreateUploadInput!) {
  createUpload(input: $input) { upload { id url } userErrors { code field } }
}`;
const SAVE = /* GraphQL */ `mutation ($input: SavePortfolioItemInput!) {
  savePortfolioItem(input: $input) { portfolioItem { id title imageUrl } userErrors { code field } }
}`;
const DELETE = /* GraphQL */ `mutation ($id: ID!) {
  deletePortfolioItem(id: $id) { portfolioItem { id } userErrors { code field } }
}`;
const SHOWN = /* GraphQL */ `query ($id: ID!) { provider(id: $id) { portfolio { id title description imageUrl } } }`;

interface Created {
  createUpload: { upload: { id: string; url: string } | null; userErrors: readonly object[] };
}
interface Saved {
  savePortfolioItem: {
    portfolioItem: { id: string; title: string; imageUrl: string | null } | null;
    userErrors: readonly object[];
  };
}

describe('a portfolio', () => {
  let moved = 0; // domain time, ahead of the machine's
  let machineMoved = 0;
  let user: Awaited<ReturnType<typeof openUserContext>>;
  let served: Served;
  let ada: Person;
  let photo: Buffer;
  beforeAll(async () => {
    user = await openUserContext({
      clock: { now: () => later(systemClock.now(), moved) },
      machineClock: { now: () => later(systemClock.now(), machineMoved) },
    });
    served = await serve(user.context, { host: '127.0.0.1', port: 0, logger: silentLogger });
    await user.context.start();
    photo = await plain('jpeg');
  });
  afterAll(async () => {
    await served.close();
    await user.close();
  });
  beforeEach(() => {
    ada = person('Ada', 'PROVIDER');
    machineMoved = 0;
  });

  /** The same address at the port where this test listens. */
  const here = (url: string) => url.replace(API_URL, served.url);
  const create = async (input: object = {}, caller = ada) =>
    (
      await user.ask<Created>(caller, CREATE, {
        input: { contentType: 'image/jpeg', byteSize: photo.length, ...input },
      })
    ).data.createUpload;
  const created = async (input: object = {}, caller = ada) => {
    const { upload } = await create(input, caller);
    if (!upload) throw new Error('no upload was created');
    return upload;
  };
  const send = async ({ url }: { url: string }, bytes: Buffer = photo) =>
    (await fetch(here(url), { method: 'PUT', body: new Uint8Array(bytes) })).status;
  const sent = async (caller = ada) => {
    const upload = await created({}, caller);
    expect(await send(upload)).toBe(204);
    return upload.id;
  };
  const save = async (input: object, caller = ada) =>
    (
      await user.ask<Saved>(caller, SAVE, {
        input: { title: 'Before and after', description: 'A kitchen', ...input },
      })
    ).data.savePortfolioItem;
  const saved = async (input: object) => {
    const { portfolioItem } = await save(input);
    if (!portfolioItem) throw new Error('no item was saved');
    return portfolioItem;
  };
  const shown = async (caller = nobody) =>
    (await user.ask<{ provider: { portfolio: object[] } }>(caller, SHOWN, { id: ada.providerId })).data.provider
      .portfolio;
  const status = async (url: string | null) => (await fetch(here(url ?? ''))).status;
  const codes = ({ errors }: Answer<unknown>) => errors?.map(({ extensions }) => extensions);

  test('shows an image to everybody once it was sent and named', async () => {
    const upload = await created();
    expect(await send(upload)).toBe(204);
    expect(await shown()).toEqual([]);
    const { portfolioItem, userErrors } = await save({ uploadId: upload.id });
    expect(userErrors).toEqual([]);
    expect(portfolioItem?.imageUrl).toMatch(/^https:\/\/api\.example\.test\/v1\/images\/img_[0-9a-z]{26}\.webp$/);
    expect(await shown()).toEqual([{ ...portfolioItem, description: 'A kitchen' }]);
    const image = await fetch(here(portfolioItem?.imageUrl ?? ''));
    expect(Object.fromEntries(image.headers)).toMatchObject({
      'content-type': 'image/webp',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'public, max-age=31536000, immutable',
      'content-disposition': expect.stringMatching(/^inline; filename="img_/),
    });
    expect((await sharp(await image.arrayBuffer()).metadata()).format).toBe('webp');
    const again = await fetch(here(portfolioItem?.imageUrl ?? ''), {
      headers: { 'if-none-match': image.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  test('takes an item without an image', async () => {
    const item = await saved({});
    expect(item.imageUrl).toBeNull();
    expect(await shown()).toMatchObject([{ id: item.id, imageUrl: null }]);
  });

  test.each(['jpeg', 'png', 'webp', 'avif'] as const)('takes %s', async (format) => {
    const bytes = await plain(format);
    const upload = await created({ contentType: `image/${format}`, byteSize: bytes.length });
    expect(await send(upload, bytes)).toBe(204);
    expect(await saved({ uploadId: upload.id })).toMatchObject({ imageUrl: expect.any(String) });
  });

  test('keeps no more of a file than its picture: upright, small enough, without metadata', async () => {
    const exif = { IFD0: { Artist: 'Ada Lovelace' }, IFD3: { GPSLatitude: '52/1 31/1 0/1' } };
    const bytes = await picture(3_000, 1_000).withExif(exif).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect((await sharp(bytes).metadata()).exif).toBeDefined();
    const upload = await created({ byteSize: bytes.length });
    expect(await send(upload, bytes)).toBe(204);
    const { imageUrl } = await saved({ uploadId: upload.id });
    const kept = await sharp(await (await fetch(here(imageUrl ?? ''))).arrayBuffer()).metadata();
    expect(kept).toMatchObject({ format: 'webp', width: 683, height: 2_048 });
    expect([kept.exif, kept.xmp, kept.iptc, kept.icc, kept.orientation]).toEqual(Array(5).fill(undefined));
  });

  test.each([
    [{ contentType: 'image/gif' }, ['contentType']],
    [{ contentType: 'image/svg+xml' }, ['contentType']],
    [{ byteSize: 0 }, ['byteSize']],
    [{ byteSize: 10_000_001 }, ['byteSize']],
  ])('refuses an upload with %j, the field named', async (input, field) => {
    expect(await create(input)).toEqual({ upload: null, userErrors: [{ code: 'INVALID_INPUT', field }] });
  });

  describe('takes no bytes', () => {
    test('that are no image, or one of another type than was announced, and the upload is over', async () => {
      const png = await plain('png');
      for (const bytes of [
        Buffer.from('<html><script>alert(1)</script></html>'),
        Buffer.from('\xff\xd8\xff not really', 'latin1'),
        png,
        photo.subarray(0, photo.length - 200),
      ]) {
        const upload = await created({ byteSize: bytes.length });
        expect(await send(upload, bytes)).toBe(422);
        expect(await send(upload, bytes)).toBe(404);
      }
    });

    test('that would become a picture of more pixels than anybody has', async () => {
      const bomb = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: 'red' } })
        .png({ compressionLevel: 9 })
        .toBuffer();
      expect(bomb.length).toBeLessThan(1_000_000);
      expect(await send(await created({ contentType: 'image/png', byteSize: bomb.length }), bomb)).toBe(422);
    });

    test('but as many as were announced; the right ones can follow', async () => {
      const upload = await created();
      expect(await send(upload, Buffer.concat([photo, photo]))).toBe(400);
      expect(await send(upload, photo.subarray(1))).toBe(400);
      expect(await send(upload)).toBe(204);
    });

    test('twice, not even at once', async () => {
      const upload = await created();
      const statuses = await Promise.all([1, 2, 3, 4].map(() => send(upload)));
      expect(statuses.filter((one) => one === 204)).toHaveLength(1);
      expect(statuses.filter((one) => one === 409)).toHaveLength(3);
      await save({ uploadId: upload.id });
      expect(await send(upload)).toBe(404);
    });

    test('after ten minutes, nor at an address that was not given out', async () => {
      const upload = await created();
      machineMoved = 10 * MINUTE;
      expect(await send(upload)).toBe(404);
      machineMoved = 0;
      expect(await send({ url: `${upload.url}x` })).toBe(404);
      expect(await send({ url: `${API_URL}/uploads/${upload.id}` })).toBe(404);
      expect(await send(upload)).toBe(204);
      expect((await fetch(here(upload.url))).status).toBe(405);
    });
  });

  test('lets a sender whose connection broke begin again', async () => {
    const upload = await created();
    const broken = new AbortController();
    const body = new ReadableStream({
      start: (stream) => stream.enqueue(new Uint8Array(photo.subarray(0, 100))),
    });
    const request = { method: 'PUT', body, duplex: 'half', signal: broken.signal } as const;
    const failing = fetch(here(upload.url), request).catch(() => 'broken');
    const state = async () =>
      (await user.stores.transact({ correlationId: 'test' }, (tx) => tx.uploadsOf(ada.providerId))).map(
        (one) => one.state,
      )[0];
    await eventually(async () => (await state()) === 'RECEIVING');
    broken.abort();
    expect(await failing).toBe('broken');
    await eventually(async () => (await state()) === 'AWAITED');
    expect(await send(upload)).toBe(204);
  });

  test(`has at most ${MAX_OPEN_UPLOADS} uploads that nothing shows`, async () => {
    const first = await sent();
    for (let count = 1; count < MAX_OPEN_UPLOADS; count += 1) await created();
    expect(await create()).toEqual({ upload: null, userErrors: [{ code: 'TOO_MANY_ATTEMPTS', field: null }] });
    await save({ uploadId: first });
    expect(await create()).toMatchObject({ userErrors: [] });
  });

  test(`has at most ${MAX_PORTFOLIO_ITEMS} items, which can still be changed`, async () => {
    const first = await saved({});
    const rest = Array.from({ length: MAX_PORTFOLIO_ITEMS - 1 }, () => save({}));
    for (const { userErrors } of await Promise.all(rest)) expect(userErrors).toEqual([]);
    expect(await save({})).toMatchObject({ portfolioItem: null, userErrors: [{ code: 'INVALID_INPUT' }] });
    expect(await saved({ id: first.id, title: 'Another' })).toMatchObject({ title: 'Another' });
  });

  test('is changed item by item: an image stays until another one is named, and then goes', async () => {
    const item = await saved({ uploadId: await sent() });
    expect(await saved({ id: item.id, title: 'New words' })).toEqual({ ...item, title: 'New words' });
    const other = await saved({ id: item.id, uploadId: await sent() });
    expect(other.id).toBe(item.id);
    expect(other.imageUrl).not.toBe(item.imageUrl);
    await eventually(async () => (await status(item.imageUrl)) === 404);
    expect(await status(other.imageUrl)).toBe(200);
    expect(await shown()).toHaveLength(1);
  });

  test('has an item once, however often it is saved with its upload', async () => {
    const uploadId = await sent();
    const item = await saved({ uploadId });
    expect(await saved({ uploadId })).toEqual(item);
    expect(await saved({ id: item.id, uploadId, title: 'New words' })).toEqual({ ...item, title: 'New words' });
    expect(await status(item.imageUrl)).toBe(200);
    expect(await shown()).toHaveLength(1);
  });

  test('loses an item with its image', async () => {
    const item = await saved({ uploadId: await sent() });
    const { data } = await user.ask(ada, DELETE, { id: item.id });
    expect(data.deletePortfolioItem).toEqual({ portfolioItem: { id: item.id }, userErrors: [] });
    expect(await shown()).toEqual([]);
    await eventually(async () => (await status(item.imageUrl)) === 404);
    expect((await user.ask(ada, DELETE, { id: item.id })).data.deletePortfolioItem).toEqual({
      portfolioItem: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['id'] }],
    });
  });

  test('waits for the bytes', async () => {
    const { id } = await created();
    expect((await save({ uploadId: id })).userErrors).toEqual([{ code: 'CONFLICT', field: ['uploadId'] }]);
  });

  test('is its provider’s alone, and so are the uploads', async () => {
    const eve = person('Eve', 'PROVIDER');
    const item = await saved({});
    const uploadId = await sent();
    const notFound = (field: string) => ({ portfolioItem: null, userErrors: [{ code: 'NOT_FOUND', field: [field] }] });
    expect(await save({ id: item.id }, eve)).toEqual(notFound('id'));
    expect(await save({ uploadId }, eve)).toEqual(notFound('uploadId'));
    expect(await save({ uploadId: 'nonsense' })).toEqual(notFound('uploadId'));
    expect((await user.ask(eve, DELETE, { id: item.id })).data.deletePortfolioItem).toEqual(notFound('id'));
    expect(await saved({ uploadId })).toMatchObject({ imageUrl: expect.any(String) });
    const ben = person('Ben');
    for (const [query, variables] of [
      [CREATE, { input: { contentType: 'image/png', byteSize: 1 } }],
      [SAVE, { input: { title: 'Mine', description: '' } }],
      [DELETE, { id: item.id }],
    ] as const) {
      expect(codes(await user.ask(ben, query, variables))).toMatchObject([{ code: 'FORBIDDEN' }]);
      expect(codes(await user.ask(nobody, query, variables))).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
    }
  });

  test('forgets after a day what was sent for nothing, and keeps what is shown', async () => {
    const kept = await saved({ uploadId: await sent() });
    const unused = await sent();
    const imageUrl = `${API_URL}/images/img_${unused.slice('upl_'.length)}.webp`;
    expect(await status(imageUrl)).toBe(200);
    moved += DAY;
    await eventually(async () => (await status(imageUrl)) === 404);
    expect((await save({ uploadId: unused })).userErrors).toEqual([{ code: 'NOT_FOUND', field: ['uploadId'] }]);
    expect(await status(kept.imageUrl)).toBe(200);
  });

  test.each([
    '/images/',
    '/images/nonsense.webp',
    '/images/img_00000000000000000000000000.webp',
    '/images/..%2Fx.webp',
  ])('has nothing at %s', async (path) => expect(await status(`${API_URL}${path}`)).toBe(404));
});

const picture = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: 'red', noise: { type: 'gaussian', mean: 128, sigma: 30 } },
  });

const plain = (format: 'jpeg' | 'png' | 'webp' | 'avif'): Promise<Buffer> => picture(64, 48)[format]().toBuffer();
