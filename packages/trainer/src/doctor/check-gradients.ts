import { type Look, namesOf } from './look.ts'
import type { Report } from './report.ts'

/** Finds parameters that the loss does not depend on, and tables of weights whose gradient is 0 at two looks in a row. */
export class GradientCheck {
  private zeroes: ReadonlySet<string> = new Set()

  /** `isExplained` says whether something else was found that stops gradients. */
  check({ gradients, training }: Look, report: Report, isExplained: boolean): void {
    if (gradients === undefined) return
    const zeroes = new Set<string>()
    for (const [name, gradient] of gradients) {
      if (gradient === undefined) {
        report.add(
          'noGradient',
          name,
          `the loss does not depend on ${name}: it lies outside the graph from the inputs to the loss; use every layer in the model's forward pass, compute with tensor operations only and without detach, or make the parameter not trainable`,
        )
      } else if (!isExplained && gradient.rank > 1 && gradient.toTypedArray().every((element) => element === 0)) {
        zeroes.add(name)
        if (this.zeroes.has(name)) report.add('noGradient', name, zeroText(name, training.step))
      }
    }
    this.zeroes = zeroes
  }
}

function zeroText(name: string, step: number): string {
  return `every gradient of ${name} is 0 at step ${step} and was so at the look before; try initial weights that are not 0, another activation after it, or inputs that are not all 0`
}

/** Finds an output layer that is frozen while others learn. */
export function checkOutputLayer({ nodes, training }: Look, report: Report): void {
  const { parameters } = training
  if (![...parameters.values()].some(({ trainable }) => trainable)) return
  const names = namesOf(parameters)
  const reads = (node: (typeof nodes)[number]): string[] =>
    node.inputs.flatMap(({ value }) => {
      const name = names.get(value)
      return name === undefined || parameters.get(name)!.statistic !== undefined ? [] : [name]
    })
  const last = nodes.findLast((node) => reads(node).length > 0)
  if (last === undefined) return
  const own = last.scope === '' ? reads(last) : nodes.filter(({ scope }) => scope === last.scope).flatMap(reads)
  if (own.some((name) => parameters.get(name)!.trainable)) return
  const where = last.scope === '' ? own[0]! : last.scope
  report.add(
    'frozenOutput',
    where,
    `the output layer ${where} is frozen while layers before it learn; if that is not on purpose, unfreeze(model, (name) => name.startsWith('${where}')) and freeze the earlier ones instead`,
  )
}
