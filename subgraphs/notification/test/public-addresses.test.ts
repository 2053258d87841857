import { describe, expect, test } from 'vitest';
import { isPublicAddress, objectionTo, publicLookup } from '../src/infrastructure/public-addresses.ts';

describe('an address', () => {
  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.255.255',
    '172.32.0.1',
    '192.167.0.1',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2a00:1450:4001:801::200e',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    ['this machine', ['127.0.0.1', '127.255.255.254', '0.0.0.0', '::1', '::']],
    ['private', ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', 'fc00::1', 'fd12:3456::1']],
    ['link-local', ['169.254.1.1', 'fe80::1', 'fe80::1%eth0', 'fec0::1']],
    ['of a metadata service', ['169.254.169.254', '100.100.100.200', 'fd00:ec2::254']],
    ['IPv4 in IPv6', ['::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::']],
    [
      'reserved',
      ['192.0.0.1', '192.0.2.1', '198.18.0.1', '203.0.113.1', '240.0.0.1', '255.255.255.255', '2001:db8::1'],
    ],
    ['multicast', ['224.0.0.1', '239.255.255.250', 'ff02::1']],
    ['none at all', ['', 'localhost', '1.2.3', 'example.org']],
  ])('is not public when it is %s', (_kind, addresses) => {
    for (const address of addresses) expect(isPublicAddress(address), address).toBe(false);
  });
});

describe('a URL that others may have us call', () => {
  test.each([
    'https://hooks.example.org/path?x=1',
    'https://hooks.example.org:8443',
    'https://8.8.8.8/',
    'https://[2606:4700:4700::1111]/',
  ])('%s may be', (url) => {
    expect(objectionTo(url, false)).toBeUndefined();
  });

  test.each([
    'nonsense',
    '/path',
    'http://hooks.example.org',
    'ftp://hooks.example.org',
    'javascript:alert(1)',
    'https://user:password@hooks.example.org',
    'https://user@hooks.example.org',
    'https://localhost',
    'https://LOCALHOST:4000/',
    'https://app.localhost/',
    'https://router/',
    'https://printer.local/',
    'https://metadata.google.internal/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f.0.0.1/',
    'https://017700000001/',
    'https://169.254.169.254/latest/meta-data',
    'https://10.1.2.3/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fd00:ec2::254]/',
    'https://127.0.0.1.:443/',
  ])('%s may not be', (url) => {
    expect(objectionTo(url, false)).toBeTypeOf('string');
  });

  test('in tests may be on this machine, and still needs to be one', () => {
    expect(objectionTo('http://127.0.0.1:1234/', true)).toBeUndefined();
    expect(objectionTo('https://localhost/', true)).toBeUndefined();
    expect(objectionTo('file:///etc/passwd', true)).toBeTypeOf('string');
  });
});

describe('a name', () => {
  const found = (name: string, allowPrivate: boolean) =>
    new Promise((resolve) => {
      publicLookup(allowPrivate)(name, { all: true }, (error, addresses) => resolve(error ?? addresses));
    });

  test('that leads to this machine is not connected to', async () => {
    expect(await found('localhost', false)).toMatchObject({ message: expect.stringMatching(/^localhost leads to /) });
    expect(await found('localhost', true)).toEqual(
      expect.arrayContaining([expect.objectContaining({ address: expect.stringMatching(/^(127\.0\.0\.1|::1)$/) })]),
    );
  });

  test('that leads nowhere is an error', async () => {
    expect(await found('nowhere.invalid', false)).toBeInstanceOf(Error);
  });
});
