// jest runs TypeScript through esbuild: TypeScript 7 has no compiler API, which rules ts-jest out.
const { transformSync } = require('esbuild')

module.exports = {
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
