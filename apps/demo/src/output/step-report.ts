import type { Step } from '../experiments/step.ts'
import { tellLayersStep } from './layers-step-text.ts'
import { tellScratchStep } from './scratch-step-text.ts'
import type { Terminal } from './terminal.ts'

/** One object; only `durationMs` differs between two runs. */
export function stepJson(
  { gate, config, seed, row, given, equations, loss, parameters, check }: Step,
  agrees: boolean,
  durationMs: number,
) {
  return {
    schemaVersion: 1,
    experiment: 'step',
    gate: gate.name,
    config,
    seed,
    row,
    given: Object.fromEntries(given.map(({ name, value }) => [name, value])),
    equations,
    loss,
    parameters,
    check: { ...check, agrees },
    durationMs,
  }
}

/** The step from its data to its update, equation by equation, and how its gradients were checked. */
export function tellStep(terminal: Terminal, step: Step, { agrees, reproduce }: { agrees: boolean; reproduce: string }): void {
  const { colors, print, tell } = terminal
  const { title, config, loss } = step
  const [name, ...rest] = title
  tell([colors.bold(name!), ...rest].join(' · '))
  // What separates a title from its parts multiplies in the maths.
  const maths: Terminal = { ...terminal, print: (line = '') => print(terminal.ascii ? line.replaceAll('·', '×') : line) }
  if (config.scratch) tellScratchStep(maths, step)
  else tellLayersStep(maths, step)
  print()
  print(`Loss ${loss.before.toFixed(6)} → ${loss.after.toFixed(6)} after the update`)
  print()
  tellCheck(terminal, step, agrees)
  print(colors.dim(`Reproduce: ${reproduce}`))
}

/** How far the gradients are from differences of the loss. */
export function tellCheck({ colors, tell }: Terminal, { check, config }: Step, agrees: boolean): void {
  const { elements, maxDifference, kinks, epsilon } = check
  const hand = config.scratch ? 'The backward pass by hand' : 'Automatic differentiation'
  const sentence = `${hand} agrees with (L(w + ε) − L(w − ε)) / 2ε, ε = ${epsilon}: greatest difference ${maxDifference.toExponential(1)} in ${elements} gradients`
  tell(agrees ? colors.green(`✓ ${sentence}`) : colors.red(`✗ ${sentence.replace(' agrees', ' does not agree')}`))
  if (kinks > 0) {
    tell(
      `${kinks} of them stand on a corner, where a sum is exactly 0 and ${config.activation} bends: any slope between those on both sides is right there.`,
    )
  }
}
