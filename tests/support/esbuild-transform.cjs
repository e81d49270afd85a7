// jest runs TypeScript through esbuild: TypeScript 7 has no compiler API, which rules ts-jest out.
const { createHash } = require('node:crypto')
const { readFileSync } = require('node:fs')
const { transformSync, version } = require('esbuild')

const own = readFileSync(__filename)

module.exports = {
  // Without it, jest goes on with what an older version of this file made.
  getCacheKey(source, path) {
    const key = createHash('sha256').update(own).update(version)
    return key.update(`\n${path}\n`).update(source).digest('hex').slice(0, 32)
  },
  process(source, path) {
    // The .mts name makes esbuild import CommonJS packages the way Node does, as in the bundled commands.
    const sourcefile = path.replace(/\.ts$/, '.mts')
    return transformSync(source, {
      loader: 'ts',
      format: 'cjs',
      target: 'node20',
      // jest has no import() unless Node is told so; what is loaded late is loaded by require() here.
      supported: { 'dynamic-import': false },
      sourcefile,
      sourcemap: 'inline',
    })
  },
}
