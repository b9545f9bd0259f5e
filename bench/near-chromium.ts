import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { measureNear } from './near.ts'

const name = 'bench-near-page'

/** The hint while somebody types, here and in a page of the browser that the machine has. */
export async function benchNear(): Promise<Record<string, number>> {
  const { indexMs: chromiumIndexMs, firstLookMs: chromiumFirstLookMs, lookMs: chromiumLookMs } = await inChromium()
  return { ...measureNear(), chromiumIndexMs, chromiumFirstLookMs, chromiumLookMs }
}

async function inChromium(): Promise<ReturnType<typeof measureNear>> {
  // By address: bundled into this program they would take themselves for the program that was started.
  const { bundle }: typeof import('../scripts/build.js') = await import(script('build.js'))
  const { chromiumFlags, findChromium }: typeof import('../scripts/chromium.js') = await import(script('chromium.js'))
  await bundle({ [name]: 'bench/near-page.ts' }, { whole: true })
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags })
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ path: fileURLToPath(new URL(`../build/${name}.js`, import.meta.url)), type: 'module' })
    await page.waitForFunction(() => 'near' in globalThis)
    return await page.evaluate(() => (globalThis as unknown as { near: ReturnType<typeof measureNear> }).near)
  } finally {
    await browser.close()
  }
}

const script = (file: string): string => new URL(`../scripts/${file}`, import.meta.url).href
