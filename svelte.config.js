import adapter from '@sveltejs/adapter-node'
import { sourceHash } from './scripts/source-hash.js'

// The router's announcer (kit's generated root) hides itself with an inline style attribute: this is the hash of it.
const announcerStyle = 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='

/** @type {import('@sveltejs/kit').Config} */
export default {
  compilerOptions: { runes: true },
  kit: {
    adapter: adapter({ out: 'build/web' }),
    files: {
      assets: 'src/web/static',
      lib: 'src/web/lib',
      routes: 'src/web/routes',
      appTemplate: 'src/web/app.html',
      errorTemplate: 'src/web/error.html',
      hooks: { server: 'src/web/hooks.server' },
    },
    // A write is a signed record and no cookie is ever read, so a post from elsewhere can do nothing that its author did not sign.
    csrf: { trustedOrigins: ['*'] },
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['none'],
        'script-src': ['self'],
        'style-src': ['self'],
        'style-src-attr': ['unsafe-hashes', announcerStyle],
        'img-src': ['self'],
        'connect-src': ['self'],
        'manifest-src': ['self'],
        'base-uri': ['none'],
        'form-action': ['self'],
        'frame-ancestors': ['none'],
        'require-trusted-types-for': ['script'],
        'trusted-types': ['svelte-trusted-html', 'sveltekit-trusted-url'],
      },
    },
    output: { preloadStrategy: 'modulepreload' },
    // The name stands in the pages and in their hashes; unless told, it is the time of the build.
    version: { name: sourceHash().slice(0, 16), pollInterval: 0 },
    typescript: {
      config: (config) => ({ ...config, include: config.include }),
    },
  },
}
