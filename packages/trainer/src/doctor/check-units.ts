import type { TypedArray } from '@gradus/kernel'
import type { WalkNode } from '@gradus/tensor'
import { boundsOf, valuesOf } from './activations.ts'
import { type Look, placeOf } from './look.ts'
import type { Report } from './report.ts'

/** A layer whose units are all 0, or 9 of 10 at two looks in a row, no longer learns by them. */
const deadShare = 0.9
/** Elements within a thousandth of an activation's range from its ends are saturated; 9 of 10 of them stop a layer. */
const saturatedShare = 0.9
const nearEnd = 1e-3
/** Fewer samples say nothing of a unit, unless there are no more. */
const fewest = 16

/** Finds units that are 0 whatever comes, and activations at the ends of their range. */
export class UnitCheck {
  /** The layers most of whose units were 0 at the look before. */
  private suspects: ReadonlySet<string> = new Set()

  /** `isStuck` says whether the loss is still that of a guess; asked only on suspicion. Gives whether something was found. */
  check(look: Look, report: Report, isStuck: () => boolean): boolean {
    const { nodes, batch, training } = look
    if (batch.size < Math.min(fewest, training.data.size)) return false
    const suspects = new Set<string>()
    const output = nodes.at(-1) && valuesOf(nodes.at(-1)!, look.all)
    let isFound = false
    for (const node of nodes) {
      if (node.inputs.length !== 1 || node.value.rank < 2) continue
      const [input] = node.inputs as [WalkNode['inputs'][number]]
      if (input.value.size !== node.value.size) continue
      const values = node.value.toTypedArray()
      const place = `${placeOf(node)}.${node.op}`
      const range = boundsOf(node.op)
      if (range !== undefined && Number.isFinite(range[1]) && node !== output && isSaturated(values, range) && isStuck()) {
        isFound = true
        report.add('saturated', placeOf(node), saturatedText(node, batch.size))
      }
      const units = node.value.shape.at(-1)!
      const dead = deadUnits(input.value.toTypedArray(), values, units)
      if (dead < deadShare * units) continue
      suspects.add(place)
      if (dead < units && !this.suspects.has(place)) continue
      isFound = true
      report.add('deadRelu', placeOf(node), deadText(node, dead, units, batch.size))
    }
    this.suspects = suspects
    return isFound
  }
}

/** How many units are 0 for every sample and every position, though their inputs are not. */
function deadUnits(inputs: TypedArray, values: TypedArray, units: number): number {
  const alive = new Uint8Array(units)
  let dead = units
  for (let i = 0, unit = 0; i < values.length && dead > 0; i++, unit = unit + 1 === units ? 0 : unit + 1) {
    if (alive[unit] === 0 && (values[i] !== 0 || inputs[i] === 0)) {
      alive[unit] = 1
      dead--
    }
  }
  return dead
}

function isSaturated(values: TypedArray, [least, most]: readonly [number, number]): boolean {
  const margin = nearEnd * (most - least)
  let count = 0
  for (let i = 0; i < values.length; i++) if (values[i]! < least + margin || values[i]! > most - margin) count++
  return count >= saturatedShare * values.length
}

function deadText(node: WalkNode, dead: number, units: number, samples: number): string {
  const which = dead === units ? `all ${units}` : `${dead} of ${units}`
  return `${which} units of ${node.op} in ${placeOf(node)} are 0 for all ${samples} samples looked at, so that nothing can be learnt through them; try a smaller learning rate, inputs scaled to mean 0 and deviation 1, biases that begin at 0, or leakyRelu`
}

function saturatedText(node: WalkNode, samples: number): string {
  return `nine of ten values of ${node.op} in ${placeOf(node)} lie at the ends of its range for the ${samples} samples looked at, where its slope is nearly 0; try inputs scaled to mean 0 and deviation 1, smaller initial weights, or relu`
}
