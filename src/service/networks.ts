/**
 * The network prefix that an address is counted under: IPv4 /24, IPv6 /48. null for loopback, which is whoever runs the
 * site, and for no address.
 */
export function networkOf(address: string | undefined): string | null {
  if (address === undefined || address === '' || /^(::1$|127\.|::ffff:127\.)/i.test(address)) return null
  const v4 = /(?:^|:)(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(address)?.[1]
  return v4 ?? expandIpv6(address).slice(0, 3).join(':')
}

/** The eight groups of an IPv6 address, without leading zeros. */
function expandIpv6(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().replace(/%.*/s, '').split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  return [...left, ...new Array<string>(zeros).fill('0'), ...right].map((group) => group.replace(/^0+(?=.)/, ''))
}
