import { fileURLToPath } from 'node:url'
import { bundle } from '../scripts/build.js'
import { launch } from '../test/browser/browser.ts'
import { measureNear } from './near.ts'

const name = 'bench-near-page'

/** The hint while somebody types, here and in a page of the browser that the machine has. */
export async function benchNear(): Promise<Record<string, number>> {
  const { indexMs: chromiumIndexMs, firstLookMs: chromiumFirstLookMs, lookMs: chromiumLookMs } = await inChromium()
  return { ...measureNear(), chromiumIndexMs, chromiumFirstLookMs, chromiumLookMs }
}

async function inChromium(): Promise<ReturnType<typeof measureNear>> {
  await bundle({ [name]: 'bench/near-page.ts' }, { whole: true })
  const browser = await launch()
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ path: fileURLToPath(new URL(`../build/${name}.js`, import.meta.url)), type: 'module' })
    await page.waitForFunction(() => 'near' in globalThis)
    return await page.evaluate(() => (globalThis as unknown as { near: ReturnType<typeof measureNear> }).near)
  } finally {
    await browser.close()
  }
}
