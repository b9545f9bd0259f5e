/** Amounts and shares in words, the same everywhere. Amounts are rao, as bigint or decimal digits; 10^9 rao are 1 TAO. */

const raoPerTao = 1_000_000_000n

/** `1.23 M TAO`, `12,346 TAO`, `12.3 TAO`, `0.0012 TAO`, `35 rao`: three or more significant digits, cut off. */
export function tao(rao: bigint | string): string {
  const amount = BigInt(rao)
  if (amount < 0n) return `−${tao(-amount)}`
  if (amount >= 1_000_000n * raoPerTao) return `${decimals(amount / 1_000_000n, 2)} M TAO`
  if (amount >= 1_000n * raoPerTao) return `${grouped(amount / raoPerTao)} TAO`
  if (amount >= raoPerTao) return `${decimals(amount, amount >= 100n * raoPerTao ? 1 : 2)} TAO`
  return amount >= 100_000n ? `${decimals(amount, 4)} TAO` : amount === 0n ? '0 TAO' : `${grouped(amount)} rao`
}

/** `12,345.678900001 TAO`: every rao. */
export function exactTao(rao: bigint | string): string {
  const amount = BigInt(rao)
  return amount < 0n ? `−${exactTao(-amount)}` : `${decimals(amount, 9)} TAO`
}

/** `12.3 %` of a fraction of one; `under 0.01 %` where rounding would say nothing. */
export function percent(share: number): string {
  if (share === 0) return '0 %'
  const hundredths = Math.abs(share) * 100
  if (hundredths < 0.01) return 'under 0.01 %'
  const digits = hundredths < 1 ? 2 : 1
  return `${share < 0 ? '−' : ''}${hundredths.toFixed(digits)} %`
}

/** TAO with at most so many decimals, cut off, without zeros at the end. */
function decimals(rao: bigint, places: number): string {
  const digits = String(rao % raoPerTao)
    .padStart(9, '0')
    .slice(0, places)
  return trimmed(`${grouped(rao / raoPerTao)}.${digits}`)
}

const trimmed = (text: string): string => text.replace(/\.?0+$/, '')

const grouped = (n: bigint): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',')
