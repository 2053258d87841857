/**
 * Which addresses others may have us call: those of the public internet. A URL is looked at when it is given, and what its
 * name leads to at every connection, since a name may lead elsewhere by then.
 */
import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** IANA's special-purpose registry, with multicast and what is reserved. Metadata services are link-local or private. */
const SPECIAL_IPV4: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
const GLOBAL_IPV6 = ['2000::', 3] as const; // everything else is local, mapped, translated or not given out
const SPECIAL_IPV6: readonly (readonly [network: string, prefix: number])[] = [
  ['2001::', 23], // Teredo and other protocols' own
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4: carries an IPv4 address of any kind
  ['3fff::', 20],
];

const specialIpv4 = new BlockList();
const specialIpv6 = new BlockList();
const globalIpv6 = new BlockList();
for (const [network, prefix] of SPECIAL_IPV4) specialIpv4.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of SPECIAL_IPV6) specialIpv6.addSubnet(network, prefix, 'ipv6');
globalIpv6.addSubnet(...GLOBAL_IPV6, 'ipv6');

/** Whether this is the address of something on the public internet. */
export function isPublicAddress(address: string): boolean {
  const [bare = ''] = address.split('%', 1); // a zone
  if (isIP(bare) === 4) return !specialIpv4.check(bare, 'ipv4');
  return isIP(bare) === 6 && globalIpv6.check(bare, 'ipv6') && !specialIpv6.check(bare, 'ipv6');
}

const LOCAL_NAME = /^[^.]+\.?$|\.(localhost|local|internal|home\.arpa)\.?$/i;

/** What stands against calling this URL, in words. `allowPrivate`: for tests, plain http and this machine too. */
export function objectionTo(text: string, allowPrivate: boolean): string | undefined {
  const url = URL.parse(text);
  if (!url) return 'This is not a URL.';
  if (url.username || url.password) return 'It must not carry a user name or password.';
  if (allowPrivate && url.protocol === 'http:') return undefined;
  if (url.protocol !== 'https:') return 'It must start with https://.';
  if (allowPrivate) return undefined;
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const local = isIP(host) === 0 ? LOCAL_NAME.test(host) : !isPublicAddress(host);
  return local ? 'It leads to no address of the public internet.' : undefined;
}

/** For connections: fails for a name that leads to any address which is not public. */
export const publicLookup =
  (allowPrivate: boolean): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const local = addresses.find(({ address }) => !isPublicAddress(address));
      if (local && !allowPrivate) return callback(new Error(`${hostname} leads to ${local.address}`), []);
      const [first] = addresses;
      if (options.all || !first) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
