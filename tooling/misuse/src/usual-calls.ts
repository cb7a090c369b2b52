import { xor } from '@gradus/datasets'
import { expression, numerics, numpyRandom, randomGenerator } from '@gradus/kernel'
import { dense, input, sequential } from '@gradus/layers'
import { meanSquaredError } from '@gradus/losses'
import { binaryAccuracy } from '@gradus/metrics'
import { adam } from '@gradus/optimizers'
import { record, sigmoid, stepRandom, type Tensor, tensor, zeros } from '@gradus/tensor'
import { Trainer, writeCheckpoint } from '@gradus/trainer'
import { createWasmBackend, wasm } from '@gradus/wasm'
import { datasetCalls } from './dataset-calls.ts'
import { formatsCalls } from './formats-calls.ts'
import { layerCalls } from './layer-calls.ts'
import { metricCalls } from './metric-calls.ts'
import { attempt } from './misuse.ts'
import { optimizerCalls } from './optimizer-calls.ts'
import { parameterCount } from './parameter-count.ts'
import type { Callable } from './surface.ts'

/** Arguments that a function takes, made anew for each call. */
export type Arguments = () => readonly unknown[]

const nothing = () => undefined
const monitor = { monitor: 'loss', mode: 'min', minDelta: 0 }
const store = { read: async () => undefined, write: async () => undefined, check: async () => undefined }
const square = () => tensor([[1, 2], [3, 4]]) // biome-ignore format: as a matrix
const vector = () => tensor([1, 2])
const oneHot = () => tensor([[1, 0], [0, 1]]) // biome-ignore format: as a matrix
const bools = () => tensor([true, false])
const places = () => tensor(Int32Array.of(1, 0))
const image = () => zeros([1, 4, 4, 2])
const windows = { stride: 1, padding: 'same', layout: 'channelsLast' }
const weight = () => tensor([1, 2], { requiresGradient: true })
const float = () => expression.input(0, 'float64')
const integer = () => expression.input(0, 'int32')
const model = () => sequential([input([2]), dense(1, { activation: sigmoid })])
const parts = () => ({
  model: model(),
  loss: meanSquaredError(),
  optimizer: adam(),
  metrics: [binaryAccuracy()],
  seed: 1,
  accumulationSteps: 2,
})
const x = [[0, 0], [0, 1], [1, 0], [1, 1]] // biome-ignore format: as a table
const y = [[0], [1], [1], [0]]
const parameters = () => new Map([['w', { tensor: weight() as Tensor, trainable: true }]])
const fit = {
  epochs: 1,
  batchSize: 2,
  shuffle: true,
  dropRemainder: true,
  validationSplit: 0.5,
  validationEvery: 1,
  sampleWeights: [1, 2, 3, 4],
  classWeights: [1, 2],
  callbacks: [{ onEpochEnd: nothing }],
  signal: new AbortController().signal,
}
const place = () => ({ seed: integer(), step: integer(), draw: 0, position: integer() })
const series = () => ({ name: 'loss', values: [3, 2, 1] })
const grid = () => ({ x: [0, 1], y: [0, 1], columns: 2, rows: 2 })
const picture = { title: 'a', width: 600, height: 500, theme: 'light' }

/** The smallest module that the compiling backend writes: one program of one element. */
const smallModule = () => {
  const reports: Uint8Array[] = []
  const view = { offset: 0, strides: [] }
  const kernel = {
    kind: 'map',
    name: 'a',
    shape: [],
    inputs: [view],
    body: expression.negate(expression.input(0, 'float32')),
    output: view,
  } as const
  const values = [0, 1].map(() => ({ dtype: 'float32', length: 1 }) as const)
  const steps = [{ kernel, inputs: [0], output: 1, scope: '' }]
  const backend = createWasmBackend({ onCompile: ({ bytes }) => reports.push(bytes) })
  backend.compile!({ values, inputs: [0], states: [], steps, outputs: [1], updates: [] }, [])
  return reports[0]
}

/** Instances of our classes on which the stated calls of methods work, where not every instance would do. */
export const owners: Readonly<Record<string, () => object>> = {
  SequentialModel: model,
  Tensor: square,
  Trainer: () => new Trainer(parts()),
}

/** Arguments that a function takes: those that are stated for it, for methods of its name, or the first guess that works. */
export async function argumentsFor({ path, call, declared }: Callable): Promise<Arguments | undefined> {
  const name = path.replace('new ', '')
  const stated = calls[name] ?? calls[name.slice(name.lastIndexOf('.'))]
  if (stated !== undefined) return stated
  const count = parameterCount(declared)
  for (const guess of guesses) if (guess().length <= count && 'gave' in (await attempt(call, guess()))) return guess
  return undefined
}

/** Tried in this order where no call is stated: what most operations, formulas, layers and options take. */
const guesses: readonly Arguments[] = [
  () => [square(), square()],
  () => [square(), 0],
  () => [square()],
  () => [bools(), bools()],
  () => [bools()],
  () => [float(), float()],
  () => [float()],
  () => [integer(), integer()],
  () => [integer()],
  () => [0.5, 0.5],
  () => [0.5],
  () => [[2]],
  () => [2],
  () => [],
]

/** Calls that cannot be guessed, with every option there is. A method of what a call gives is found by its name alone: `.forward`. */
const calls: Readonly<Record<string, Arguments>> = {
  ...datasetCalls,
  ...metricCalls,
  ...formatsCalls,
  ...layerCalls,
  ...optimizerCalls,
  'kernel.createArray': () => ['int32', 2],
  'kernel.differentiate': () => [float(), float(), [0]],
  'kernel.evaluate': () => [expression.add(float(), expression.cast(expression.index(0), 'float64')), [1], [0]],
  'kernel.expression.cast': () => [float(), 'int32'],
  'kernel.expression.constant': () => [2, 'int32'],
  'kernel.expression.formula': () => [{ name: 'twice', define: (a: expression.Expression) => expression.add(a, a), text: 'a + a' }],
  'kernel.expression.fromBits': () => [integer()],
  'kernel.expression.bits': () => [expression.input(0, 'float32')],
  'kernel.expression.index': () => [0],
  'kernel.expression.input': () => [0, 'int32'],
  'kernel.expression.select': () => [expression.less(float(), 0), float(), float()],
  'kernel.formulaText': () => [float(), ['x']],
  'kernel.numerics.power': () => [float(), float()],
  'kernel.numpyRandom': () => [42],
  'kernel.randomGenerator': () => [42],
  'kernel.randomUniform': () => [place(), 'float32'],
  'kernel.randomWords': () => [place()],
  'kernel.readArray': () => ['a', [1, 2], { dtype: 'int32', shape: [2, 1], booleansAsNumbers: true }],
  'kernel.scalarFunction': () => [numerics.power, 2],
  'kernel.threefry2x32': () => [integer(), integer(), integer(), integer()],
  'losses.binaryCrossEntropy': () => [{ fromLogits: true, reduction: 'sum', labelSmoothing: 0.1, positiveWeight: 2 }],
  'losses.binaryFocalCrossEntropy': () => [
    { fromLogits: true, reduction: 'sum', labelSmoothing: 0.1, gamma: 2, applyClassBalancing: true, alpha: 0.25 },
  ],
  'losses.categoricalCrossEntropy': () => [{ fromLogits: true, reduction: 'sum', labelSmoothing: 0.1, classWeights: [1, 2] }],
  'losses.categoricalFocalCrossEntropy': () => [{ fromLogits: true, reduction: 'sum', labelSmoothing: 0.1, gamma: 2, alpha: [0.25, 1] }],
  'losses.categoricalGeneralizedCrossEntropy': () => [{ reduction: 'sum', q: 0.5 }],
  'losses.categoricalHinge': () => [{ reduction: 'sum' }],
  'losses.cosineSimilarity': () => [{ reduction: 'sum', epsilon: 1e-7 }],
  'losses.dice': () => [{ reduction: 'sum' }],
  'losses.hinge': () => [{ reduction: 'sum' }],
  'losses.huber': () => [{ reduction: 'sum', delta: 1 }],
  'losses.klDivergence': () => [{ fromLogits: false, reduction: 'sum', epsilon: 1e-7 }],
  'losses.logCosh': () => [{ reduction: 'sum' }],
  'losses.meanAbsolutePercentageError': () => [{ reduction: 'sum', epsilon: 1e-7 }],
  'losses.meanSquaredLogarithmicError': () => [{ reduction: 'sum', epsilon: 1e-7 }],
  'losses.poisson': () => [{ reduction: 'sum', logInput: false, full: true, epsilon: 1e-7 }],
  'losses.sparseCategoricalCrossEntropy': () => [
    { fromLogits: true, reduction: 'sum', labelSmoothing: 0.1, classWeights: [1, 2], ignoreIndex: -1 },
  ],
  'losses.squaredHinge': () => [{ reduction: 'sum' }],
  'losses.tversky': () => [{ reduction: 'sum', alpha: 0.5, beta: 0.5 }],
  'losses.meanSquaredError': () => [{ reduction: 'mean' }],
  'losses.meanAbsoluteError': () => [{ reduction: 'mean' }],
  'losses.defineLoss': () => [
    { name: 'a', expects: 'values', target: 'likePrediction', elements: (p: Tensor) => p },
    { reduction: 'mean' },
  ],
  'plot.gridPoints': () => [grid()],
  'plot.decisionBoundary': () => [
    { ...grid(), values: [0, 1, 0, 1], samples: { points: [0, 0], labels: [1] } },
    { ...picture, classNames: ['no', 'yes'], xLabel: 'x', yLabel: 'y' },
  ],
  'plot.confusionMatrix': () => [[[4, 1], [0, 3]], { ...picture, classNames: ['no', 'yes'], xLabel: 'x', yLabel: 'y' }], // biome-ignore format: as a matrix
  'plot.lossCurve': () => [series(), { ...picture, scale: 'log', xLabel: 'x', yLabel: 'y' }],
  'plot.terminalCurves': () => [[{ name: 'loss', values: [3, 2, 1] }], { width: 40, height: 8, scale: 'log' }],
  'plot.terminalCurve': () => [[3, 2, 1], { width: 40, height: 8, scale: 'log' }],
  'tensor.all': () => [bools(), 0, { keepDims: true }],
  'tensor.any': () => [bools(), 0, { keepDims: true }],
  'tensor.arange': () => [0, 4, 1, { dtype: 'float64', requiresGradient: true }],
  'tensor.argMax': () => [square(), 0, { keepDims: true }],
  'tensor.argMin': () => [square(), 0, { keepDims: true }],
  'tensor.assignAll': () => [[[vector(), vector()]]],
  'tensor.averagePool2d': () => [image(), 2, { ...windows, countPadding: true }],
  'tensor.conv2d': () => [image(), zeros([3, 3, 2, 1]), { ...windows, dilation: 1, groups: 1 }],
  'tensor.maxPool2d': () => [image(), 2, windows],
  'tensor.backward': () => [weight().sum(), { gradient: tensor(1), checkFinite: true }],
  'tensor.broadcastTo': () => [vector(), [3, 2]],
  'tensor.cast': () => [vector(), 'int32'],
  'tensor.checkGradients': () => [
    (a: Tensor) => a.multiply(2),
    [tensor([1], { dtype: 'float64' })],
    { epsilon: 1e-6, absolute: 1e-5, relative: 1e-3, upstream: tensor([1], { dtype: 'float64' }) },
  ],
  'tensor.clip': () => [vector(), 0, 1],
  'tensor.concat': () => [[vector(), vector()], 0],
  'tensor.cumulativeSum': () => [vector(), 0, { exclusive: true, reverse: true }],
  'tensor.defineElementwise': () => [
    { name: 'a', forward: (a: expression.Expression) => a, formula: 'a', dtypes: ['float32'], conditions: [], checks: [] },
  ],
  'tensor.defineOp': () => [{ name: 'a', formula: 'a', forward: (a: Tensor) => a, gradient: (g: Tensor) => [() => g] }],
  'tensor.dot': () => [vector(), vector()],
  'tensor.elu': () => [vector(), { alpha: 1 }],
  'tensor.eye': () => [2, 3, { dtype: 'float64', requiresGradient: true }],
  'tensor.flip': () => [vector(), 0],
  'tensor.fromBuffer': () => [new ArrayBuffer(8), [1], { byteOffset: 4, dtype: 'float32', requiresGradient: true }],
  'tensor.full': () => [[2], 1, { dtype: 'float64', requiresGradient: true }],
  'tensor.gather': () => [vector(), places(), 0],
  'tensor.celu': () => [vector(), { alpha: 1 }],
  'tensor.glu': () => [square(), 0],
  'tensor.hardShrink': () => [vector(), { threshold: 1 }],
  'tensor.softShrink': () => [vector(), { threshold: 1 }],
  'tensor.sparsemax': () => [square(), 0],
  'tensor.squareplus': () => [vector(), { b: 1 }],
  'tensor.threshold': () => [vector(), 1, 0],
  'tensor.gelu': () => [vector(), { approximate: 'none' }],
  'tensor.gradients': () => {
    const w = weight()
    return [w.sum(), [w], { gradient: tensor(1), checkFinite: true, allowUnused: true, createGraph: true }]
  },
  'tensor.hostNumber': () => [() => 1, 'float64'],
  'tensor.markAssigned': () => [[weight()]],
  'kernel.scalar.integerPower': () => [0.9, 2],
  'tensor.checkInput': () => [record(([x]) => [x!], { inputs: [vector()] }), 0, vector()],
  'tensor.record': () => [() => [vector().add(1)], { inputs: [vector()], states: [vector()] }],
  'tensor.compile': () => [record(([x]) => [x!.add(1)], { inputs: [vector()] })],
  'tensor.inScope': () => ['a', nothing],
  'tensor.leakyRelu': () => [vector(), { negativeSlope: 0.1 }],
  'tensor.linspace': () => [0, 1, 3, { dtype: 'float64', requiresGradient: true }],
  'tensor.logSoftmax': () => [square(), 0],
  'tensor.logSumExp': () => [square(), 0, { keepDims: true }],
  'tensor.max': () => [square(), 0, { keepDims: true }],
  'tensor.mean': () => [square(), 0, { keepDims: true }],
  'tensor.min': () => [square(), 0, { keepDims: true }],
  'tensor.noGradient': () => [nothing],
  'tensor.norm': () => [square(), 0, { keepDims: true, order: 2 }],
  'tensor.oneHot': () => [places(), 3, { dtype: 'float64' }],
  'tensor.ones': () => [[2], { dtype: 'float64', requiresGradient: true }],
  'tensor.outer': () => [vector(), vector()],
  'tensor.pad': () => [vector(), [[1, 1]], { value: 0 }],
  'tensor.permute': () => [square(), [1, 0]],
  'tensor.prod': () => [square(), 0, { keepDims: true }],
  'tensor.requireRange': () => ['a', vector(), { label: 'x', min: 0, max: 9, integer: true, allowNaN: true, hint: 'a' }],
  'tensor.reshape': () => [square(), [4]],
  'tensor.scatterAdd': () => [vector(), places(), vector(), 0],
  'tensor.setBackend': () => [wasm],
  'tensor.slice': () => [vector(), [{ start: 0, end: 1, step: 1 }]],
  'tensor.sort': () => [vector(), 0, { descending: true }],
  'tensor.split': () => [vector(), 2, 0],
  'tensor.squeeze': () => [zeros([1, 2]), 0],
  'tensor.stack': () => [[vector(), vector()], 0],
  'tensor.standardDeviation': () => [square(), 0, { keepDims: true, correction: 1 }],
  'tensor.randomNormal': () => [stepRandom(0, 0), [2], 'float64'],
  'tensor.stepRandom': () => [0, 0],
  'tensor.sum': () => [square(), 0, { keepDims: true }],
  'tensor.take': () => [vector(), places(), 0],
  'tensor.tensor': () => [[1, 2], { shape: [2], dtype: 'float64', requiresGradient: true }],
  'tensor.tile': () => [vector(), [2]],
  'tensor.topK': () => [vector(), 1, 0, { largest: false }],
  'tensor.unsqueeze': () => [vector(), 0],
  'tensor.variance': () => [square(), 0, { keepDims: true, correction: 1 }],
  'tensor.walk': () => [() => vector().add(1), { labels: { x: vector() } }],
  'tensor.where': () => [bools(), vector(), vector()],
  'tensor.zeros': () => [[2], { dtype: 'float64', requiresGradient: true }],
  'trainer.Trainer': () => [parts()],
  'wasm.createWasmBackend': () => [{ onCompile: nothing, relaxedSimd: false }],
  'wasm.kernelTable': () => [[]],
  'wasm.listing': () => [smallModule()],
  'trainer.progressBar': () => [{ write: nothing, terminal: true, width: 20 }],
  'trainer.trainingDoctor': () => [{ write: nothing, ignore: ['frozenOutput'] }],
  'trainer.csvLogger': () => [{ write: nothing, separator: ';' }],
  'trainer.earlyStopping': () => [{ ...monitor, patience: 2, baseline: 1, restoreBestWeights: true, startFromEpoch: 1 }],
  'trainer.reduceLearningRateOnPlateau': () => [{ ...monitor, factor: 0.5, patience: 1, cooldown: 1, minLearningRate: 0.01 }],
  'trainer.learningRateScheduler': () => [(_: number, rate: number) => rate],
  'trainer.modelCheckpoint': () => [{ ...monitor, store, every: 2, unit: 'epochs', saveBestOnly: true }],
  'trainer.writeCheckpoint': () => [new Trainer(parts()).snapshot()],
  'trainer.readCheckpoint': () => [writeCheckpoint(new Trainer(parts()).snapshot()), { name: 'a file' }],
  'trainer.restoreFrom': () => [new Trainer(parts()), store, { differences: 'ignore' }],
  'trainer.learningRateFinder': () => [
    new Trainer(parts()),
    xor(),
    { from: 1e-3, to: 1, steps: 3, smoothing: 0.5, stopFactor: 3, batchSize: 2, shuffle: false },
  ],
  'trainer.overfitOneBatch': () => [new Trainer(parts()), xor(), { batchSize: 2, steps: 3, share: 0.5 }],

  '.initialize': () => [parameters()],
  'losses.binaryCrossEntropy()': () => [oneHot(), oneHot(), vector()],
  'losses.binaryCrossEntropy().perSample': () => [oneHot(), oneHot()],
  'losses.binaryFocalCrossEntropy()': () => [oneHot(), oneHot(), vector()],
  'losses.binaryFocalCrossEntropy().perSample': () => [oneHot(), oneHot()],
  'losses.categoricalCrossEntropy()': () => [square(), oneHot(), vector()],
  'losses.categoricalCrossEntropy().perSample': () => [square(), oneHot()],
  'losses.categoricalCrossEntropy().sampleWeights': () => [oneHot()],
  'losses.categoricalFocalCrossEntropy()': () => [square(), oneHot(), vector()],
  'losses.categoricalFocalCrossEntropy().perSample': () => [square(), oneHot()],
  'losses.categoricalGeneralizedCrossEntropy()': () => [oneHot(), places(), vector()],
  'losses.categoricalGeneralizedCrossEntropy().perSample': () => [oneHot(), places()],
  'losses.categoricalHinge()': () => [square(), oneHot(), vector()],
  'losses.categoricalHinge().perSample': () => [square(), oneHot()],
  'losses.dice()': () => [oneHot(), oneHot(), vector()],
  'losses.dice().perSample': () => [oneHot(), oneHot()],
  'losses.hinge()': () => [square(), oneHot(), vector()],
  'losses.hinge().perSample': () => [square(), oneHot()],
  'losses.klDivergence()': () => [oneHot(), oneHot(), vector()],
  'losses.klDivergence().perSample': () => [oneHot(), oneHot()],
  'losses.meanSquaredError()': () => [square(), square(), vector()],
  'losses.meanSquaredError().perSample': () => [square(), square()],
  'losses.sparseCategoricalCrossEntropy()': () => [square(), places(), vector()],
  'losses.sparseCategoricalCrossEntropy().perSample': () => [square(), places()],
  'losses.sparseCategoricalCrossEntropy().sampleWeights': () => [places()],
  'losses.squaredHinge()': () => [square(), oneHot(), vector()],
  'losses.squaredHinge().perSample': () => [square(), oneHot()],
  'losses.tversky()': () => [oneHot(), oneHot(), vector()],
  'losses.tversky().perSample': () => [oneHot(), oneHot()],
  '.forward': () => [square()],
  'SequentialModel.forward': () => [square(), { training: true, random: stepRandom(0, 0) }],
  '.setWeights': () => [model().weights()],
  '.choice': () => [2, { probabilities: [0.5, 0.5] }],
  '.integer': () => [0, 5],
  '.shuffle': () => [[1, 2]],
  '.fillUniform': () => [new Float32Array(2), 0, 1],
  '.fillNormal': () => [new Float32Array(2), 0, 1],
  'ThreefryGenerator.restore': () => [randomGenerator(0).snapshot()],
  'NumpyGenerator.restore': () => [numpyRandom(0).snapshot()],
  '.randint': () => [0, 5, 2],
  'tensor.stepRandom().uniform': () => [[2], 'float64'],
  'Trainer.fit': () => [x, y, fit],
  'Trainer.events': () => [x, y, fit],
  'Trainer.evaluate': () => [x, y, { batchSize: 2 }],
  'Trainer.predict': () => [x, { batchSize: 2 }],
  'Trainer.restore': () => [new Trainer(parts()).snapshot(), { differences: 'refuse' }],
  'Trainer.trial': () => [nothing],
  'trainer.csvLogger().restore': () => [{ lines: 1 }],
  'trainer.earlyStopping().restore': () => [{ best: 1, waited: 1, weights: null }],
  'trainer.modelCheckpoint().restore': () => [{ best: 1, passed: 1 }],
  'trainer.reduceLearningRateOnPlateau().restore': () => [{ best: 1, waited: 1, cooling: 0 }],
  'Tensor.assign': () => [square()],
  'Tensor.matmul': () => [square()],
  'Tensor.reshape': () => [[4]],
  'Tensor.sum': () => [0, { keepDims: true }],
  'Tensor.mean': () => [0, { keepDims: true }],
}
