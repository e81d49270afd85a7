import { start } from './lab/launcher.ts'
import { ask } from './lab/control.ts'
import { privateState, clearState } from './lab/state.ts'
import { memoryOf, treeOf } from './bench/lab/processes.ts'
export async function main() {
  process.env.PATH += ':/usr/sbin:/sbin'
  for (let i = 0; i < 2; i++) {
    const state = privateState()
    const t = performance.now()
    const { lab, ready } = await start(state, { templates: ['dist/main.yaml'], parameters: [] }, false)
    console.log('up', (performance.now() - t).toFixed(0), ready.split('\n').at(-2), memoryOf(treeOf(lab.pid!)), treeOf(lab.pid!).map(p => memoryOf([p]).rss / 1e6))
    for (let j = 0; j < 1; j++) { const t = performance.now(); const { text } = await ask(state, 'reload'); console.log('reload', (performance.now() - t).toFixed(0), text.trim()) }
    console.log(memoryOf(treeOf(lab.pid!)))
    lab.kill('SIGKILL'); clearState(state)
  }
  return 0
}
