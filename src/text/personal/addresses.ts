/** E-mail addresses, as RFC 5321 has them in use: a name without spaces, an at sign, a domain with a dot. */
export function emails(text: string): string[] {
  return (
    text.match(
      /(?<![\p{L}\p{N}._%+@-])[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@(?:[\p{L}\p{N}-]{1,63}\.)+\p{L}{2,24}(?![\p{L}\p{N}@-])/gu,
    ) ?? []
  )
}

const name = String.raw`\p{Lu}[\p{L}'’.-]*`
const house = String.raw`\d{1,5}[ -]?[a-zA-Z]?`

/** Streets with a house number, as each language writes them; names have a capital letter, so that "7 way split" is none. */
const forms: readonly string[] = [
  // English: 221B Baker Street
  String.raw`${house},? (?:${name} ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Way|Place|Pl|Square|Sq|Terrace|Close|Crescent|Highway|Hwy|Parkway|Pkwy)\b`,
  // German and Dutch: Lindenstraße 5, Am Markt has no such end and is not found
  String.raw`\p{Lu}[\p{L}'’.-]*?(?:straße|strasse|str\.|gasse|allee|platz|weg|damm|ufer|straat|laan|plein|gracht) ${house}\b`,
  // French: 12 bis, rue de la Paix
  String.raw`\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|boulevard|place|chemin|impasse|allée|quai) (?:de |du |des |de la |de l['’]|d['’])?${name}`,
  // Spanish, Portuguese, Italian: Calle Mayor 3, Rua Augusta, 100, Via Roma 1
  String.raw`(?:[Cc]alle|[Aa]venida|[Pp]laza|[Pp]aseo|[Rr]ua|[Tt]ravessa|[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]orso) (?:de |del |de la |da |do |dos |di |della )?${name}(?: ${name}){0,2},? (?:n[.º°]+ ?)?${house}\b`,
  // Slavic: Hlavná ulica 12, ul. Długa 7
  String.raw`(?:[Uu]l\.|[Uu]lica|[Uu]lice) ${name}(?: ${name})? ${house}\b`,
  String.raw`${name} (?:ulica|ulice|námestie|náměstí) ${house}\b`,
  String.raw`(?:ул\.|улица) ${name}(?: ${name})?,? (?:д\. ?)?\d{1,4}`,
  // Chinese and Japanese: 中山路12号, 千代田1丁目2
  String.raw`[\p{Script=Han}]{2,}(?:路|街|道|巷)\d{1,5}[号號]`,
  String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{2,}\d{1,3}丁目\d{1,3}`,
]

const streets = new RegExp(`(?<![\\p{L}\\p{N}.,-])(?:${forms.join('|')})`, 'gu')

/** Street addresses with a house number. */
export function streetAddresses(text: string): string[] {
  return text.match(streets) ?? []
}
