import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readEnvironment } from '@marketplace/kernel/environment';
import { newId } from '@marketplace/kernel/ids';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImageStore } from '../src/application/ports.ts';
import { imagesEnvironment, openImages } from '../src/infrastructure/open-images.ts';
import { fakeS3, KEY, REGION } from './fake-s3.ts';

const open = (variables: Record<string, string>) => openImages(readEnvironment(imagesEnvironment, variables));
const awsKey = { AWS_ACCESS_KEY_ID: KEY.accessKeyId, AWS_SECRET_ACCESS_KEY: KEY.secretAccessKey };

/** What the use cases rely on, wherever the images are. */
function suite(opened: () => ImageStore): void {
  test('gives an image as it was put, until it is removed', async () => {
    const [id, other] = [newId('img'), newId('img')];
    expect(await opened().get(id)).toBeUndefined();
    await opened().put(id, Buffer.from([0, 255, 1]));
    await opened().put(other, Buffer.alloc(300_000, 7));
    expect(await opened().get(id)).toEqual(Buffer.from([0, 255, 1]));
    expect(await opened().get(other)).toEqual(Buffer.alloc(300_000, 7));
    await opened().remove(id);
    expect(await opened().get(id)).toBeUndefined();
    expect(await opened().get(other)).toBeDefined();
  });

  test('replaces the one of its id', async () => {
    const id = newId('img');
    await opened().put(id, Buffer.from('one'));
    await opened().put(id, Buffer.from('another'));
    expect(String(await opened().get(id))).toBe('another');
  });

  test('removes what is not there as well', async () => {
    await expect(opened().remove(newId('img'))).resolves.toBeUndefined();
  });
}

describe('images in a folder', () => {
  let folder: string;
  let images: ImageStore;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'images-'));
    images = await open({ IMAGES_URL: `file:${path.join(folder, 'made', 'anew')}` });
  });
  afterAll(() => rm(folder, { recursive: true }));
  suite(() => images);

  test('are files of their ids, and nothing is left beside them', async () => {
    const id = newId('img');
    await images.put(id, Buffer.from('one'));
    const files = await readdir(path.join(folder, 'made', 'anew'));
    expect(files).toContain(`${id}.webp`);
    expect(files.filter((name) => !name.endsWith('.webp'))).toEqual([]);
  });
});

describe('images in a bucket', () => {
  let s3: Awaited<ReturnType<typeof fakeS3>>;
  let images: ImageStore;
  const url = (bucket: string, endpoint = s3.endpoint) =>
    `s3://${bucket}?region=${REGION}&endpoint=${encodeURIComponent(endpoint)}`;
  beforeAll(async () => {
    s3 = await fakeS3('pictures');
    images = await open({ IMAGES_URL: url('pictures'), ...awsKey });
  });
  afterAll(() => s3.close());
  suite(() => images);

  test('are objects of their ids, with their type', async () => {
    const id = newId('img');
    await images.put(id, Buffer.from('one'));
    expect(s3.objects.get(`/pictures/${id}.webp`)).toEqual({ bytes: Buffer.from('one'), type: 'image/webp' });
  });

  test('are tried again while the store is busy', async () => {
    const id = newId('img');
    s3.fail(503, 500);
    await images.put(id, Buffer.from('one'));
    expect(await images.get(id)).toBeDefined();
  });

  test('are not taken for missing, kept or removed when the store says no', async () => {
    const id = newId('img');
    const stranger = await open({ IMAGES_URL: url('pictures'), ...awsKey, AWS_SECRET_ACCESS_KEY: 'another' });
    await expect(stranger.get(id)).rejects.toThrow('403');
    await expect(stranger.put(id, Buffer.from('x'))).rejects.toThrow('403');
    await expect(stranger.remove(id)).rejects.toThrow('403');
    const nowhere = await open({ IMAGES_URL: url('elsewhere'), ...awsKey });
    await expect(nowhere.put(id, Buffer.from('x'))).rejects.toThrow('there is no bucket elsewhere');
  });
});

describe('a wrong IMAGES_URL ends the start', () => {
  test.each(['', 'ftp://host', 's3://', '/var/images'])('%j', async (IMAGES_URL) => {
    await expect((async () => open({ IMAGES_URL }))()).rejects.toThrow('IMAGES_URL');
  });

  test('with a bucket and no key to it', async () => {
    await expect(open({ IMAGES_URL: 's3://pictures' })).rejects.toThrow('AWS_ACCESS_KEY_ID');
  });
});
