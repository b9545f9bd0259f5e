import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/setup.ts'],
    // No test talks to anything but loopback.
    env: { SENSUS_CHAIN: 'none' },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
