import { checkChoice, checkInteger, checkOptions, describe, GradusError, type Shape } from '@gradus/kernel'
import type { Model } from '@gradus/layers'
import type { SampleLoss, TargetKind } from '@gradus/losses'
import type { Metric, WholeMetric } from '@gradus/metrics'
import type { Optimizer } from '@gradus/optimizers'
import type { EngineName } from './engine/training.ts'
import { reservedNames } from './history.ts'
import type { Parts } from './step.ts'

/** The parts that a trainer drives; any objects of these shapes do. */
export interface TrainerOptions<In extends Shape, Out extends Shape, Kind extends TargetKind, Name extends string> {
  /** What is trained. */
  readonly model: Model<In, Out>
  /** How wrong a prediction is. */
  readonly loss: SampleLoss<Kind>
  /** How parameters follow from gradients. */
  readonly optimizer: Optimizer
  /** What else is measured. Default none. */
  readonly metrics?: readonly (Metric<Name> | WholeMetric<Name>)[]
  /** What shuffling and dropout follow from, 0 … 2³²−1. Default 0. */
  readonly seed?: number
  /**
   * How steps run. 'compiled' (the default): as one function of WebAssembly for each shape of batches, or, where that is barred, kernel by kernel.
   * 'eager': operation by operation, to look inside with a debugger. 'verify': both, and `fit` fails should a bit differ. All give the same bits.
   */
  readonly engine?: EngineName
  /**
   * After how many batches the parameters are updated, by the mean of their gradients, as one batch of all their samples would. The last batch
   * of an epoch always updates. Default 1.
   */
  readonly accumulationSteps?: number
}

/** The options of a trainer, checked. */
export interface TrainerSettings {
  readonly parts: Parts
  readonly seed: number
  readonly engine: EngineName
  readonly accumulationSteps: number
}

/** Checks the options of a trainer, the model's shapes apart. */
export function readParts<In extends Shape, Out extends Shape, Kind extends TargetKind, Name extends string>(
  options: TrainerOptions<In, Out, Kind, Name>,
): TrainerSettings {
  checkOptions('Trainer', options, ['model', 'loss', 'optimizer', 'metrics', 'seed', 'engine', 'accumulationSteps'])
  const { model, loss, optimizer, metrics = [], seed = 0, engine = 'compiled', accumulationSteps = 1 } = options ?? {}
  checkPart('model', model, ['forward', 'parameters'])
  checkPart('loss', loss, ['perSample'])
  checkPart('optimizer', optimizer, ['initialize', 'update', 'learningRate'])
  if (!Array.isArray(metrics)) throw new GradusError('type', `Trainer: metrics must be an array, got ${describe(metrics)}`)
  for (const [i, metric] of metrics.entries()) checkPart(`metrics[${i}]`, metric, ['initialize', 'update', 'value'])
  checkMetricNames(metrics)
  if (loss.reduction === 'none')
    throw new GradusError('state', `Trainer: ${loss.name} has reduction 'none'; training needs 'mean' or 'sum'`)
  checkChoice('Trainer', 'engine', engine, ['compiled', 'eager', 'verify'])
  checkInteger('Trainer', 'accumulationSteps', accumulationSteps, { min: 1 })
  return { parts: { model: model as unknown as Model, loss, optimizer, metrics }, seed, engine, accumulationSteps }
}

/** Throws 'type' unless a model states its shapes. */
export function checkShapes(model: Model): void {
  for (const part of ['inputShape', 'outputShape'] as const) {
    if (!Array.isArray(model[part]))
      throw new GradusError('type', `Trainer: the model's ${part} must be an array of sizes, got ${describe(model[part])}`)
  }
}

function checkPart(argument: string, part: unknown, methods: readonly string[]): void {
  const missing = methods.filter((method) => typeof (part as Record<string, unknown> | null | undefined)?.[method] !== 'function')
  if (missing.length === 0) return
  const hint = typeof part === 'function' ? `; call the factory, as in ${part.name || 'adam'}()` : ''
  throw new GradusError('type', `Trainer: ${argument} must have ${missing.join(' and ')}, got ${describe(part)}${hint}`)
}

function checkMetricNames(metrics: readonly (Metric | WholeMetric)[]): void {
  const several = metrics.find((metric) => 'scalar' in metric && metric.scalar === false)
  if (several !== undefined) {
    const hint = 'use it by itself, with streaming()'
    throw new GradusError('type', `Trainer: the metric ${several.name} is no single number, which is what a history holds; ${hint}`)
  }
  const names = metrics.map((metric) => metric.name)
  const bad = names.find((name, i) => names.indexOf(name) !== i || (reservedNames as readonly string[]).includes(name))
  if (bad !== undefined) throw new GradusError('state', `Trainer: the metric name ${describe(bad)} is taken; each needs a name of its own`)
}
