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
