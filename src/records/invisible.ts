/**
 * The one table of characters that leave no mark of their own, by the scripts that cannot be written without them. It holds
 * for headers and bodies alike. Sources: RFC 5892 A.1 and A.2 (joiners), UAX #31 2.3 (before a virama), UTS #51 (emoji),
 * UAX #9 (marks of direction), UTS #37 (variants of ideographs), UAX #14 (words of scripts that write no spaces).
 */

const scripts = (...names: string[]): string => names.map((name) => `\\p{Script=${name}}`).join('')

/** Letters whose shape tells whether they are joined to the next. */
const cursive = `[${scripts('Arabic', 'Syriac', 'Nko', 'Mandaic', 'Mongolian', 'Phags_Pa', 'Manichaean', 'Adlam', 'Hanifi_Rohingya')}]`
/** Signs that end a consonant (canonical combining class 9): the scripts of India and their kin. */
const virama =
  '[\\u094D\\u09CD\\u0A4D\\u0ACD\\u0B4D\\u0BCD\\u0C4D\\u0CCD\\u0D3B\\u0D3C\\u0D4D\\u0DCA\\u0F84\\u1039\\u103A\\u1714\\u1734\\u17D2\\u1A60\\u1B44\\u1BAA\\u1BAB\\u1BF2\\u1BF3\\uA806\\uA8C4\\uA953\\uA9C0\\uAAF6\\uABED\\u{11046}\\u{1107F}\\u{110B9}\\u{11133}\\u{11134}\\u{111C0}\\u{11235}\\u{112EA}\\u{1134D}\\u{11442}\\u{114C2}\\u{115BF}\\u{1163F}\\u{116B6}\\u{1172B}]'
/** Scripts that write no space between words. */
const spaceless = `[${scripts('Thai', 'Lao', 'Khmer', 'Myanmar', 'Tai_Tham', 'Tai_Le', 'New_Tai_Lue', 'Tai_Viet', 'Javanese', 'Balinese')}]`
const rightToLeft = `[${scripts('Hebrew', 'Arabic', 'Syriac', 'Thaana', 'Nko', 'Mandaic', 'Samaritan', 'Adlam', 'Hanifi_Rohingya')}]`
const pictograph = '\\p{Extended_Pictographic}'

/** After a letter with up to so many marks on it. A place is found by looking at few characters, however long the text. */
const after = (letter: string): string => `(?<=${letter}\\p{M}{0,4})`
const notAfter = (letter: string): string => `(?<!${letter}\\p{M}{0,4})`
/** Never two of them in a row. */
const alone = '(?<![\\u200B-\\u200F\\u061C])'

const joiners = [
  `${after(cursive)}\\u200C`,
  `(?<=\\S)\\u200C(?=${cursive})`,
  // Between two cursive letters it would change nothing.
  `${after(cursive)}\\u200D(?!${cursive})`,
  `${notAfter(cursive)}\\u200D(?=${cursive})`,
  `(?<=${virama})[\\u200C\\u200D]`,
  `(?<=[\\p{L}\\p{M}])[\\u200C\\u200D](?=${virama})`,
]

const breaks = [`(?<=${spaceless})\\u200B(?=\\S)`, `(?<=\\S)\\u200B(?=${spaceless})`]

/** At the edge of a word near one of these scripts: between two letters the order is clear without. */
const directions = [
  `(?:(?<=${rightToLeft}.{0,40})|(?=.{0,40}${rightToLeft}))[\\u061C\\u200E\\u200F](?:(?<!\\p{L}\\p{M}{0,4}.)|(?!\\p{L}))`,
]

const emoji = [
  `(?<=${pictograph}(?:\\uFE0F|\\p{Emoji_Modifier})?)\\u200D(?=${pictograph})`,
  `(?<=${pictograph})[\\uFE0E\\uFE0F]`,
  '(?<=[0-9#*])\\uFE0F(?=\\u20E3)',
  ...['gbeng', 'gbsct', 'gbwls'].flatMap(flag),
]

/** Flags of parts of a country: a black flag, the letters of the part as tags, the end of the tags. */
function flag(part: string): string[] {
  const tags = [...[...part].map((letter) => `\\u{E00${letter.charCodeAt(0).toString(16)}}`), '\\u{E007F}']
  return tags.map((tag, i) => `(?<=\\u{1F3F4}${tags.slice(0, i).join('')})${tag}(?=${tags.slice(i + 1).join('')})`)
}

const variants = [
  '(?<=\\p{Script=Han})[\\u{E0100}-\\u{E01EF}]',
  `(?<=[\\p{Sm}${scripts('Han', 'Myanmar', 'Phags_Pa')}])[\\uFE00-\\uFE0D]`,
  '(?<=\\p{Script=Mongolian})[\\u180B-\\u180D\\u180F]',
  '(?<=\\p{Script=Mongolian})\\u180E(?=\\p{Script=Mongolian})',
]

const places = [...joiners, ...breaks, ...directions].map((place) => `${alone}${place}`)
const needed = `(?!${[...places, ...emoji, ...variants].join('|')})`

/** Everything that leaves no mark of its own, as the inside of a class of characters. */
export const unseen = '\\p{Default_Ignorable_Code_Point}\\uFFF9-\\uFFFB'

/** One of them where no script needs it. */
const misplaced = new RegExp(`(?=[${unseen}])${needed}.`, 'su')
const everyMisplaced = new RegExp(misplaced.source, 'gsu')
/** The same but for selectors of variants, which headers of earlier releases could have anywhere. */
const misplacedInHeader = new RegExp(
  `(?=[\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200F\\u2060-\\u2065\\u206A-\\u206F\\u3164\\uFEFF\\uFFA0\\u{E0000}-\\u{E0FFF}])${needed}.`,
  'su',
)

/** An invisible character, and where it stands: UTF-16 units from the beginning. */
export interface Invisible {
  character: string
  index: number
}

/** The first invisible character that no script needs where it stands, in what is newly signed; null for none. */
export const invisibleIn = (text: string): Invisible | null => found(misplaced, text)

/** The first that makes a header unreadable, in whatever release it was signed; null for none. */
export const invisibleInHeader = (value: string): Invisible | null => found(misplacedInHeader, value)

function found(pattern: RegExp, text: string): Invisible | null {
  const match = pattern.exec(text)
  return match && { character: match[0], index: match.index }
}

/** A text in NFC without the invisible characters that no script needs where they stand. */
export function withoutInvisible(text: string): string {
  const next = text.normalize('NFC').replace(everyMisplaced, '').normalize('NFC')
  // What is taken out may have been what another stood beside.
  return next === text ? text : withoutInvisible(next)
}
