import { isIPv6 } from 'node:net';

/** One household's or server's IPv6 network: whoever has one has 2^64 addresses. */
const NETWORK_GROUPS = 4;

/** The bucket of an address: itself for IPv4, its network for IPv6. All without an address share one. */
export function addressBucket(address: string | null): string {
  if (address === null) return 'unknown';
  const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (v4) return v4;
  return isIPv6(address) ? `${groupsOf(address).slice(0, NETWORK_GROUPS).join(':')}::/64` : address;
}

function groupsOf(address: string): readonly string[] {
  const [plain = ''] = address.toLowerCase().split('%', 1);
  const [head = '', tail] = plain.split('::', 2);
  const before = head === '' ? [] : head.split(':');
  if (tail === undefined) return before.map(withoutZeros);
  const after = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].map(withoutZeros);
}

const withoutZeros = (group: string): string => group.replace(/^0+(?=.)/, '');
