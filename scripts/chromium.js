// Finds the browser for the tests, or gets one:  node scripts/chromium.js  prints its path.
import { fileURLToPath } from 'node:url'
import { aptInstall, findProgram, isProgram, mayInstall } from './tools.js'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const macs = ['/Applications/Chromium.app/Contents/MacOS', '/Applications/Google Chrome.app/Contents/MacOS']
const help =
  'The browser tests need Chromium or Chrome. Set CHROMIUM_PATH to its program, or install one ' +
  '(Debian: apt-get install chromium), or run the tests as root on Debian and they install it themselves.'

/** How it is started: without a screen, and asking nobody anything. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * The path of a Chromium or Chrome: CHROMIUM_PATH, an installed one, or as root on Debian one from apt.
 * @param {{ install?: boolean }} options
 * @returns {string} throws, saying how to get one, when there is none
 */
export function findChromium({ install = true } = {}) {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (isProgram(named)) return named
    throw new Error(`CHROMIUM_PATH is ${named}, which is not a program. ${help}`)
  }
  const installed = findProgram(names) ?? findProgram(['Chromium', 'Google Chrome'], macs)
  if (installed !== null) return installed
  if (!install || !mayInstall()) throw new Error(help)
  aptInstall('chromium')
  const fresh = findProgram(names)
  if (fresh === null) throw new Error(help)
  return fresh
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(`${findChromium()}\n`)
