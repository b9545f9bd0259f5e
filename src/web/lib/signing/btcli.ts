/** The road without an extension: the exact text as one shell word. */

/** One word for any POSIX shell; line breaks stay as they are, the last one too. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** The command that signs a text with a Bittensor key; `btcli` signs the UTF-8 bytes as they are (suite sr25519-raw). */
export function btcliCommand(text: string): string {
  return `btcli wallet sign --wallet-name default --message ${shellWord(text)}`
}

/** Voting without this page: the text, its signature, the record. The shell cuts the last line break off, so it is put back. */
export function votingCommands(url: string, statement: string): string {
  return [
    `bin/sensus text vote choice=agree about=${statement} --account YOUR_ADDRESS --url ${url} > vote.txt`,
    `btcli wallet sign --wallet-name default --message "$(cat vote.txt)`,
    `"`,
    `bin/sensus submit --text vote.txt --signature SIGNATURE --url ${url}`,
  ].join('\n')
}
