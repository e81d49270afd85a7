import { LAB_ROUNDS, measureLab } from './bench/lab/measure-lab.ts'
import { renderLab } from './bench/lab/report-lab.ts'
export async function main() {
  console.log(renderLab(await measureLab(console.log), LAB_ROUNDS))
  return 0
}
