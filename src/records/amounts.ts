/** `1850` with two places is `18.5`. */
export function decimal(value: bigint, places: number): string {
  const digits = String(value).padStart(places + 1, '0')
  const part = digits.slice(-places).replace(/0+$/, '')
  return `${digits.slice(0, -places)}${part === '' ? '' : `.${part}`}`
}

/** Rao in words: `50.5 TAO`, with every rao of it. */
export function taoText(rao: bigint): string {
  return `${decimal(rao, 9)} TAO`
}

/** Rao of an amount that is written the one way that `taoText` writes it; null for anything else. */
export function raoOf(text: string): bigint | null {
  const [, whole, part = ''] = /^(\d{1,11})(?:\.(\d{1,9}))? TAO$/.exec(text) ?? []
  const rao = whole === undefined ? null : BigInt(whole + part.padEnd(9, '0'))
  return rao !== null && taoText(rao) === text ? rao : null
}
