import { GradusError, randomGenerator } from '@gradus/kernel'
import { matmul, ones, relu, stepRandom, tensor, zeros } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import * as activations from './activations/index.ts'
import { activationNames } from './activations/names.ts'
import {
  activation,
  averagePool2d,
  batchNormalization,
  conv2d,
  countParameters,
  createParameter,
  dense,
  depthwiseConv2d,
  dropout,
  embedding,
  evaluation,
  flatten,
  gaussianNoise,
  globalMaxPool2d,
  glu,
  initializers,
  input,
  type Layer,
  layerNormalization,
  layerRows,
  leakyRelu,
  maxPool2d,
  prelu,
  reshape,
  residual,
  sequential,
  summary,
} from './index.ts'

const model = sequential([input([4]), dense(4), dense(4), dense(1)], { name: 'judge' })
const [, , third] = model.layers
const images = sequential([input([9, 8, 3]), conv2d(2, 3)])
const channelsFirst = sequential([input([3, 9, 8]), conv2d(2, 3, { layout: 'channelsFirst' })])
const words = sequential([input([2], { dtype: 'int32' }), embedding(3, 2)])
const normalized = sequential([input([2]), batchNormalization()])
const wrong = (value: unknown): never => value as never

/** Row of the table of bad inputs, what is done, the code, and what the message must say. */
const rows: [string, () => unknown, GradusError['code'], RegExp][] = [
  ['42 units 0', () => dense(0), 'type', /^dense: units must be an integer >= 1, got 0$/],
  ['42 units -1', () => dense(-1), 'type', /^dense: units must be an integer >= 1, got -1$/],
  ['42 units 2.5', () => dense(2.5), 'type', /^dense: units must be an integer >= 1, got 2.5$/],
  ['42 units "3"', () => dense(wrong('3')), 'type', /^dense: units must be an integer >= 1, got "3"$/],
  ['42 no units', () => dense(wrong(undefined)), 'type', /^dense: units must be an integer >= 1, got undefined$/],
  ['43 width', () => model.forward(wrong(ones([32, 5]))), 'shape', /^layer "dense" expects \[\*, 4\], got \[32,5\]$/],
  ['43 rank', () => model.forward(wrong(ones([4]))), 'shape', /^layer "dense" expects \[\*, 4\], got \[4\]$/],
  ['43 the layer alone', () => third!.layer.forward(ones([32, 5]), evaluation), 'shape', /^dense expects \[\*, 4\], got \[32,5\]$/],
  ['43 inside a model', nestedMismatch, 'shape', /^layer "block.dense" expects \[\*, 4\], got \[2,5\]$/],
  ['43 dtype', () => model.forward(ones([2, 4], { dtype: 'float64' })), 'type', /^layer "dense" expects float32, got float64; use cast$/],
  ['43 no tensor', () => model.forward(wrong([[1, 2, 3, 4]])), 'type', /^sequential: x must be a tensor, got \[\[1,2,3,4\]\]$/],
  [
    '44 kernel larger than the padded image',
    () => sequential(wrong([input([4, 8, 1]), conv2d(8, 5, { dilation: 2, padding: 1 })])),
    'shape',
    /^layer "conv2d": the kernel spans \[9,9\], more than the padded image \[6,10\]$/,
  ],
  [
    '44 window larger than the image',
    () => sequential(wrong([input([28, 28, 1]), conv2d(8, 27), maxPool2d(3)])),
    'shape',
    /^layer "maxPool2d": the window spans \[3,3\], more than the padded image \[2,2\]$/,
  ],
  ['44 stride 0', () => conv2d(8, 3, { stride: 0 }), 'range', /^conv2d: stride must be an integer >= 1, got 0$/],
  [
    '44 stride 0 across',
    () => maxPool2d(2, { stride: [1, 0] }),
    'range',
    /^maxPool2d: the width of stride must be an integer >= 1, got 0$/,
  ],
  ['44 kernel 0', () => depthwiseConv2d(0), 'range', /^depthwiseConv2d: kernelSize must be an integer >= 1, got 0$/],
  [
    '44 kernel of three',
    () => conv2d(8, wrong([3, 3, 3])),
    'type',
    /^conv2d: kernelSize must be a number or \[height, width\], got \[3,3,3\]$/,
  ],
  ['44 dilation 1.5', () => conv2d(8, 3, { dilation: 1.5 }), 'range', /^conv2d: dilation must be an integer >= 1, got 1.5$/],
  [
    '44 padding "full"',
    () => conv2d(8, 3, { padding: wrong('full') }),
    'type',
    /^conv2d: padding must be 'valid', 'same' or so many elements, got "full"$/,
  ],
  [
    '44 padding as large as the window',
    () => sequential([input([8, 8, 1]), averagePool2d(2, { padding: 2 })]),
    'range',
    /^layer "averagePool2d": padding \[2,2\] must be smaller than the window \[2,2\]$/,
  ],
  [
    '44 groups that do not divide the filters',
    () => conv2d(8, 3, { groups: 3 }),
    'range',
    /^conv2d: 8 output channels do not divide into 3 groups$/,
  ],
  [
    '44 groups that do not divide the channels',
    () => sequential(wrong([input([8, 8, 3]), conv2d(8, 3, { groups: 2 })])),
    'range',
    /^layer "conv2d": 3 input channels do not divide into 2 groups$/,
  ],
  ['44 filters 0', () => conv2d(0, 3), 'range', /^conv2d: filters must be an integer >= 1, got 0$/],
  [
    '45 channels first given to channels last',
    () => images.forward(wrong(zeros([2, 3, 9, 8]))),
    'shape',
    /^layer "conv2d" expects \[\*, 9, 8, 3\], got \[2,3,9,8\]; permute\(x, \[0, 2, 3, 1\]\) would fit$/,
  ],
  [
    '45 and the reverse',
    () => sequential([input([3, 9, 8]), globalMaxPool2d({ layout: 'channelsFirst' })]).forward(wrong(zeros([2, 9, 8, 3]))),
    'shape',
    /got \[2,9,8,3\]; permute\(x, \[0, 3, 1, 2\]\) would fit$/,
  ],
  [
    '45 the layer alone',
    () => images.layers[0]!.layer.forward(zeros([2, 3, 9, 8]), evaluation),
    'shape',
    /^conv2d expects \[\*, \*, \*, 3\], got \[2,3,9,8\]; in layout 'channelsFirst' it would fit$/,
  ],
  [
    '45 the layer alone, channels first',
    () => conv2d(8, 3, { layout: 'channelsFirst' }).outputShapeFor([3]),
    'shape',
    /^conv2d: x must have the axes \[batch, channels, height, width\], got shape \[\*, 3\]; write input\(\[channels, height, width\]\)$/,
  ],
  [
    '45 the layer alone, built for channels first',
    () => channelsFirst.layers[0]!.layer.forward(zeros([2, 9, 8, 3]), evaluation),
    'shape',
    /^conv2d expects \[\*, 3, \*, \*\], got \[2,9,8,3\]; in layout 'channelsLast' it would fit$/,
  ],
  [
    '45 the layer alone, with channels that fit nowhere',
    () => channelsFirst.layers[0]!.layer.forward(zeros([2, 9, 8, 4]), evaluation),
    'shape',
    /^conv2d expects \[\*, 3, \*, \*\], got \[2,9,8,4\]$/,
  ],
  [
    '45 an image without elements',
    () => globalMaxPool2d().outputShapeFor([0, 8, 3]),
    'shape',
    /^globalMaxPool2d: an image of \[0,8\] has no elements$/,
  ],
  [
    'axis 0 is the batch',
    () => layerNormalization({ axis: -2 }).outputShapeFor([3]),
    'range',
    /axis 0 of \[\*, 3\] is the batch; choose axes of the samples$/,
  ],
  [
    'a residual block alone',
    () => residual([dense(2)]).forward(zeros([1, 2]), evaluation),
    'state',
    /^residual: has no parameters yet; make it part of a model/,
  ],
  [
    '45 an unknown layout',
    () => maxPool2d(2, { layout: wrong('NHWC') }),
    'type',
    /^maxPool2d: unknown layout "NHWC", expected one of channelsLast/,
  ],
  [
    '45 no image',
    () => sequential(wrong([input([784]), maxPool2d(2)])),
    'shape',
    /^layer "maxPool2d": x must have the axes \[batch, height, width, channels\], got shape \[\*, 784\]; write input\(\[height, width, channels\]\)$/,
  ],
  [
    '43 shared between images of other channels',
    () => sequential(wrong([input([9, 8, 4]), images.layers[0]!.layer])),
    'shape',
    /conv2d" was built for 3 channels and shares its parameters, got 4; make a second layer$/,
  ],
  [
    '44 conv2d: not built',
    () => conv2d(8, 3).forward(zeros([1, 8, 8, 1]), evaluation),
    'state',
    /^conv2d: has no parameters yet; make it part/,
  ],
  [
    '44 conv2d: option',
    () => conv2d(8, 3, wrong({ stride: 2, strides: 2 })),
    'type',
    /^conv2d: unknown option "strides"; did you mean stride\?/,
  ],
  ['42 embedding count', () => embedding(0, 4), 'range', /^embedding: count must be an integer >= 1, got 0$/],
  ['42 embedding size', () => embedding(10, wrong('4')), 'type', /^embedding: size must be an integer >= 1, got "4"$/],
  [
    '43 batchNormalization of other channels',
    () => sequential([input([5]), built(batchNormalization(), [4])]),
    'shape',
    /^layer "batchNormalization" was built for 4 channels and shares its parameters, got 5; make a second layer$/,
  ],
  [
    '43 layerNormalization of other sizes',
    () => sequential([input([5]), built(layerNormalization(), [4])]),
    'shape',
    /^layer "layerNormalization" was built for \[4\] along axis -1 and shares its parameters, got \[5\]; make a second layer$/,
  ],
  [
    '43 residual that is shared',
    () => sequential(wrong([input([5]), built(residual([dense(4)]), [4])])),
    'shape',
    /^layer "residual" was built for \[\*, 4\] and shares its parameters, got \[\*, 5\]; make a second layer$/,
  ],
  [
    '43 inside a residual block',
    () => sequential(wrong([input([4]), residual([dense(3), built(dense(4), [5])])])),
    'shape',
    /^layer "residual.dense_1" was built for 5 inputs/,
  ],
  [
    '43 residual that changes the shape',
    () => sequential(wrong([input([4]), residual([dense(3)])])),
    'shape',
    /^layer "residual": its layers give \[\*, 3\], the way around them \[\*, 4\]; keep the shape, or pass a shortcut that gives it$/,
  ],
  ['43 residual of no layers', () => residual([]), 'type', /^residual: expected an array of at least one layer, got \[\]$/],
  [
    '43 residual of a function',
    () => residual(wrong([relu])),
    'type',
    /^residual: item 0 must be a layer, got function relu; write activation\(relu\)/,
  ],
  ['43 shortcut of a function', () => residual([dense(1)], { shortcut: wrong(3) }), 'type', /^residual: shortcut must be a layer, got 3$/],
  [
    '47 one value per channel',
    () => normalized.forward(ones([1, 2]), { training: true }),
    'range',
    /^layer "batchNormalization": training on one value per channel, got \[1,2\]; use batches of more samples, the last one too, or freeze the layer$/,
  ],
  ['47 no values', () => normalized.forward(ones([0, 2]), { training: true }), 'range', /training on no values per channel, got \[0,2\]/],
  [
    '47 momentum',
    () => batchNormalization({ momentum: 1.5 }),
    'range',
    /^batchNormalization: momentum must be a finite number in \[0, 1\], got 1.5$/,
  ],
  ['47 epsilon', () => batchNormalization({ epsilon: -1 }), 'range', /^batchNormalization: epsilon must be a finite number >= 0, got -1$/],
  ['47 axis', () => batchNormalization({ axis: 0 }), 'range', /^batchNormalization: axis 0 is the batch; choose the axis of the channels$/],
  [
    '47 axis beyond',
    () => sequential([input([2]), batchNormalization({ axis: 2 })]),
    'range',
    /^layer "batchNormalization": axis 2 out of range \[-2,1\]$/,
  ],
  [
    '47 axis from the end',
    () => sequential([input([2]), batchNormalization({ axis: -2 })]),
    'range',
    /^layer "batchNormalization": axis -2 of \[\*, 2\] is the batch; choose the axis of the channels$/,
  ],
  [
    '47 variance',
    () => batchNormalization({ runningVariance: wrong('unbaised') }),
    'type',
    /^batchNormalization: unknown runningVariance "unbaised", expected one of biased, unbiased; did you mean unbiased\?$/,
  ],
  ['47 center', () => batchNormalization({ center: wrong(0) }), 'type', /^batchNormalization: center must be true or false, got 0$/],
  [
    '47 initializer',
    () => batchNormalization({ gammaInitializer: wrong(1) }),
    'type',
    /^batchNormalization: gammaInitializer must be an initializer/,
  ],
  ['47 not built', () => batchNormalization().forward(ones([2, 2]), evaluation), 'state', /^batchNormalization: has no parameters yet/],
  [
    '47 layerNormalization: axis',
    () => layerNormalization({ axis: [1, 0] }),
    'range',
    /^layerNormalization: axis 0 is the batch; choose axes/,
  ],
  [
    '47 layerNormalization: no axis',
    () => layerNormalization({ axis: [] }),
    'type',
    /^layerNormalization: axis must be a number or an array of numbers, got \[\]$/,
  ],
  [
    '47 layerNormalization: an axis twice',
    () => sequential([input([2, 3]), layerNormalization({ axis: [1, -2] })]),
    'range',
    /^layer "layerNormalization": duplicate axis 1$/,
  ],
  [
    '47 layerNormalization: not built',
    () => layerNormalization().forward(ones([2, 2]), evaluation),
    'state',
    /^layerNormalization: has no parameters yet/,
  ],
  ['48 trainable', () => dense(1, { trainable: wrong('no') }), 'type', /^dense: trainable must be true or false, got "no"$/],
  ['50 index 5 of 3', () => words.forward(tensor([[0, 2], [1, 5]], { dtype: 'int32' }) as never), 'range', /^layer "embedding": .*index\[1, ?1\] = 5.*out of range \[0, ?2\]/], // biome-ignore format: one row
  ['50 index -1', () => words.forward(tensor([[0, -1]], { dtype: 'int32' })), 'range', /^layer "embedding": .*\[0, ?1\] = -1/],
  ['50 floats', () => words.forward(tensor([[0.5, 1]])), 'type', /^layer "embedding" expects int32, got float32; use cast$/],
  [
    '50 floats for the layer alone',
    () => built(embedding(3, 2), [1]).forward(ones([1, 1]), evaluation),
    'type',
    /^embedding: the indices are float32, expected int32; write input\(\[...\], \{ dtype: 'int32' \}\)$/,
  ],
  ['50 not built', () => embedding(3, 2).forward(zeros([1], { dtype: 'int32' }), evaluation), 'state', /^embedding: has no parameters yet/],
  [
    '54 two shortcuts',
    () => residual([dense(1, { name: 'shortcut' })], { shortcut: dense(1) }),
    'state',
    /both named "shortcut"; give one of them another name$/,
  ],
  ['46 deviation', () => gaussianNoise(-1), 'range', /^gaussianNoise: deviation must be a finite number >= 0, got -1$/],
  [
    '46 noise without random numbers',
    () => sequential([input([2]), gaussianNoise(1)]).forward(ones([1, 2]), { training: true }),
    'state',
    /^layer "gaussianNoise": training needs random numbers, pass .*stepRandom/,
  ],
  [
    '46 noise on integers',
    () => gaussianNoise(1).forward(ones([1], { dtype: 'int32' }), { training: true, random: stepRandom(0, 0) }),
    'type',
    /^gaussianNoise: the tensor is int32/,
  ],
  ['46 rate 1.5', () => dropout(1.5), 'range', /^dropout: rate must be a finite number in \[0, 1\), got 1.5$/],
  ['46 rate 1', () => dropout(1), 'range', /in \[0, 1\), got 1$/],
  ['46 rate -0.1', () => dropout(-0.1), 'range', /in \[0, 1\), got -0.1$/],
  ['46 rate NaN', () => dropout(Number.NaN), 'range', /in \[0, 1\), got NaN$/],
  ['46 rate "0.5"', () => dropout(wrong('0.5')), 'type', /in \[0, 1\), got "0.5"$/],
  ['46 training without random numbers', trainWithoutRandom, 'state', /^layer "dropout": training needs random numbers, pass .*stepRandom/],
  [
    '46 integers',
    () => dropout(0.5).forward(ones([1], { dtype: 'int32' }), { training: true, random: stepRandom(0, 0) }),
    'type',
    /^dropout: the tensor is int32/,
  ],
  [
    '49 "relo"',
    () => dense(1, { activation: wrong('relo') }),
    'type',
    /unknown activation "relo".*did you mean relu.*elu, .*gelu, .*, tanh/,
  ],
  [
    '49 "relu"',
    () => activation(wrong('relu')),
    'type',
    /^activation: unknown activation "relu", expected a function.*did you mean relu, without quotes\?/,
  ],
  [
    '49 "xyzzy"',
    () => dense(1, { activation: wrong('xyzzy') }),
    'type',
    /unknown activation "xyzzy", expected a function of a tensor \(activations: celu, elu/,
  ],
  ['49 a layer', () => dense(1, { activation: wrong(leakyRelu()) }), 'type', /got the layer leakyRelu; put it after this one$/],
  [
    '49 the factory of a layer',
    () => sequential([input([1]), dense(1, { activation: wrong(leakyRelu) })]).forward(zeros([1, 1])),
    'type',
    /leakyRelu: this is the layer, called with a tensor; as an activation pass the operation leakyRelu of @gradus\/tensor/,
  ],
  ['49 null', () => dense(1, { activation: wrong(null) }), 'type', /activation must be a function of a tensor, such as relu, got null$/],
  [
    '54 duplicate names',
    () => sequential([input([1]), dense(1, { name: 'a' }), dense(1), dense(1, { name: 'a' })]),
    'state',
    /items 1 and 3 are both named "a"/,
  ],
  [
    '54 shared with two widths',
    sharedAtTwoWidths,
    'shape',
    /^layer "dense" is used twice .*inputs \[\*, 2\] and \[\*, 3\]; make a second layer$/,
  ],
  [
    '54 shared between models of two widths',
    sharedBetweenModels,
    'shape',
    /^layer "dense" was built for 4 inputs .*got 5; make a second layer$/,
  ],
  ['54 shared between dtypes', sharedBetweenDTypes, 'type', /^layer "dense": its parameter kernel is float32, the model float64/],
  [
    '55 nothing',
    () => sequential(wrong([])),
    'type',
    /^sequential: item 0 must be input\(\[...\]\), the shape of one sample, got undefined$/,
  ],
  ['55 no layers', () => sequential(wrong([input([2])])), 'state', /^sequential: a model needs at least one layer after its input$/],
  ['55 no input', () => sequential(wrong([dense(1)])), 'type', /^sequential: item 0 must be input\(\[...\]\).*got the layer dense$/],
  [
    '55 a second input',
    () => sequential(wrong([input([2]), input([2])])),
    'type',
    /item 1 must be a layer, got the layer input; the input comes first, once$/,
  ],
  [
    '55 an operation',
    () => sequential(wrong([input([2]), relu])),
    'type',
    /item 1 must be a layer, got function relu; write activation\(relu\), or call it/,
  ],
  [
    '55 a factory',
    () => sequential(wrong([input([2]), flatten])),
    'type',
    /item 1 must be a layer, got function flatten; .*call it if it makes a layer/,
  ],
  ['55 null', () => sequential(wrong([input([2]), null])), 'type', /item 1 must be a layer, got null$/],
  ['55 no array', () => sequential(wrong('layers')), 'type', /expected an array of layers, got "layers"$/],
  [
    'chain: reshape',
    () => sequential(wrong([input([2]), dense(10), reshape([3, 3])])),
    'shape',
    /^layer "reshape": 10 elements cannot fill \[3,3\]$/,
  ],
  [
    'chain: reshape −1',
    () => sequential(wrong([input([2]), reshape([3, -1])])),
    'shape',
    /^layer "reshape": 2 elements cannot fill \[3,-1\]$/,
  ],
  [
    'chain: reshape 0',
    () => sequential(wrong([input([2]), reshape([0, -1])])),
    'shape',
    /^layer "reshape": -1 in \[0,-1\] is ambiguous beside a size of 0$/,
  ],
  ['chain: no features', () => sequential(wrong([input([]), dense(1)])), 'shape', /^layer "dense" needs an axis of features, got \[\*\]/],
  ['chain: a model', () => sequential(wrong([input([3]), model])), 'shape', /^layer "judge" expects \[\*, 4\], got \[\*, 3\]$/],
  ['reshape: two −1', () => reshape([-1, -1]), 'shape', /^reshape: only one dimension may be -1, got \[-1,-1\]$/],
  ['reshape: 1.5', () => reshape([1.5]), 'shape', /^reshape: dimension 0 is 1.5, expected an integer >= 0, or -1 once$/],
  ['reshape: no array', () => reshape(wrong(3)), 'type', /^reshape: the target must be an array, got 3$/],
  ['input: a number', () => input(wrong(2)), 'type', /^input: shape must be an array, got 2; write input\(\[2\]\)$/],
  ['input: null', () => input([wrong(null)]), 'shape', /^input: dimension 0 is null/],
  ['input: dtype', () => input([2], { dtype: wrong('flot32') }), 'type', /^input: unknown dtype "flot32".*float32\?$/],
  ['dense: option', () => dense(1, wrong({ usebias: false })), 'type', /^dense: unknown option "usebias"; did you mean useBias\?/],
  ['dense: useBias', () => dense(1, { useBias: wrong(0) }), 'type', /^dense: useBias must be true or false, got 0$/],
  [
    'dense: initializer',
    () => dense(1, { kernelInitializer: wrong('zeros') }),
    'type',
    /^dense: kernelInitializer must be an initializer.*got "zeros"$/,
  ],
  [
    'dense: initializer not called',
    () => dense(1, { biasInitializer: wrong(initializers.zeros) }),
    'type',
    /call it: biasInitializer: zeros\(\)$/,
  ],
  ['dense: not built', () => dense(1).forward(ones([1, 1]), evaluation), 'state', /^dense: has no parameters yet; make it part of a model/],
  ['name with a dot', () => dense(1, { name: 'a.b' }), 'type', /^dense: name must be a text without dots that is not empty, got "a.b"$/],
  ['empty name', () => sequential([input([1]), dense(1)], { name: '' }), 'type', /^sequential: name must be a text/],
  ['activation: option', () => leakyRelu(wrong({ alpha: 1 })), 'type', /^leakyRelu: unknown option "alpha"/],
  ['activation: alpha', () => activations.celu({ alpha: 0 }), 'range', /^celu: alpha must be a finite number > 0, got 0$/],
  ['activation: threshold', () => activations.softShrink({ threshold: -1 }), 'range', /^softShrink: threshold must be .* >= 0, got -1$/],
  ['activation: value', () => activations.threshold({ value: Number.NaN }), 'range', /^threshold: value must be a finite number, got NaN$/],
  ['activation: b', () => activations.squareplus({ b: wrong('4') }), 'type', /^squareplus: b must be a finite number > 0, got "4"$/],
  ['glu: the batch', () => glu({ axis: 0 }), 'range', /^glu: axis 0 is the batch; choose an axis of the samples$/],
  ['glu: the batch from the end', () => glu({ axis: -2 }).outputShapeFor([4]), 'shape', /^glu: axis -2 of \[\*, 4\] is the batch$/],
  [
    'glu: odd',
    () => sequential(wrong([input([4, 3]), glu()])),
    'shape',
    /^layer "glu": axis 2 of shape \[\*, 4, 3\] does not divide into two halves$/,
  ],
  ['glu: beyond', () => sequential(wrong([input([4]), glu({ axis: 2 })])), 'range', /^layer "glu": axis 2 out of range \[-2,1\]$/],
  ['prelu: axis 0', () => prelu({ sharedAxes: [0] }), 'range', /^prelu: sharedAxes\[0\] must be an integer >= 1, got 0$/],
  ['prelu: one axis', () => prelu({ sharedAxes: wrong(1) }), 'type', /^prelu: sharedAxes must be an array of axes, got 1$/],
  ['prelu: an axis twice', () => prelu({ sharedAxes: [1, 1] }), 'range', /^prelu: sharedAxes \[1,1\] name an axis twice$/],
  [
    'prelu: an axis beyond',
    () => sequential([input([4]), prelu({ sharedAxes: [2] })]),
    'shape',
    /^layer "prelu": shared axis 2 is beyond \[\*, 4\]$/,
  ],
  ['prelu: not built', () => prelu().forward(ones([1, 1]), evaluation), 'state', /^prelu: has no parameters yet; make it part of a model/],
  [
    'prelu: shared',
    sharedSlopes,
    'shape',
    /^layer "prelu" was built for \[\*, 4\] and shares its parameters, got \[\*, 5\]; make a second layer$/,
  ],
  ['prelu: width', () => built(prelu(), [4]).forward(ones([1, 5]), evaluation), 'shape', /^prelu expects \[\*, 4\], got \[1,5\]$/],
  ['activation: axis', () => activations.softmax({ axis: 0.5 }), 'range', /^softmax: axis must be an integer, got 0.5$/],
  [
    'activation: gelu',
    () => activations.gelu({ approximate: wrong('tan') }),
    'type',
    /^gelu: unknown approximate "tan".*did you mean tanh\?$/,
  ],
  [
    'sequential: option',
    () => sequential([input([1]), dense(1)], wrong({ sed: 1 })),
    'type',
    /^sequential: unknown option "sed"; did you mean seed\?/,
  ],
  ['sequential: seed', () => sequential([input([1]), dense(1)], { seed: wrong('42') }), 'type', /seed must be an integer/],
  [
    'sequential: seed and random',
    () => sequential([input([1]), dense(1)], { seed: 1, random: randomGenerator(1) }),
    'type',
    /a seed or a random generator, got both$/,
  ],
  [
    'sequential: random',
    () => sequential([input([1]), dense(1)], { random: wrong(Date.now) }),
    'type',
    /random must be a generator, such as randomGenerator\(0\)/,
  ],
  [
    'sequential: dtype',
    () => sequential([input([1]), dense(1)], { dtype: wrong('int32') }),
    'type',
    /unknown dtype "int32", expected one of float32, float64$/,
  ],
  [
    'sequential: two dtypes',
    () => sequential([input([1], { dtype: 'float64' }), dense(1)], { dtype: 'float32' }),
    'type',
    /the input is float64 and the model float32/,
  ],
  [
    'forward: context',
    () => model.forward(ones([1, 4]), wrong({ traning: true })),
    'type',
    /^sequential: unknown option "traning"; did you mean training\?/,
  ],
  [
    'forward: random',
    () => model.forward(ones([1, 4]), { training: true, random: wrong(3) }),
    'type',
    /^sequential: random must be the random numbers of a step, such as stepRandom\(0, 0\), got /,
  ],
  [
    'forward of a layer: no tensor',
    () => flatten().forward(wrong([[1]]), evaluation),
    'type',
    /^flatten: x must be a tensor, got \[\[1\]\]$/,
  ],
  ['forward of a layer: no batch', () => reshape([1]).forward(ones([]), evaluation), 'shape', /^reshape expects \[\*, …\], got \[\]$/],
  [
    'createParameter: no generator',
    () => createParameter([1], initializers.ones(), wrong({ dtype: 'float32' })),
    'type',
    /^createParameter: random must be a generator/,
  ],
  ['summary of nothing', () => summary(wrong(undefined)), 'type', /^summary: expected a model made by sequential, got undefined$/],
  ['rows of a layer', () => layerRows(wrong(dense(1))), 'type', /^layerRows: expected a model made by sequential, got a Dense$/],
  [
    'countParameters of a model',
    () => countParameters(wrong(model)),
    'type',
    /^countParameters: expected the map .* got a SequentialModel$/,
  ],
  [
    'forward: training',
    () => model.forward(ones([1, 4]), { training: wrong(1) }),
    'type',
    /^sequential: training must be true or false, got 1$/,
  ],
]

describe('bad inputs are refused in words', () => {
  it.each(rows)('%s', (_, act, code, message) => {
    const state = () => [model, normalized, words].map((each) => [...each.weights()].map(([name, value]) => [name, value.toArray()]))
    const before = state()
    expect(act).toThrow(expect.objectContaining({ name: 'GradusError', code, message: expect.stringMatching(message) }))
    expect(state()).toEqual(before)
  })

  it('49 lists every activation', () => {
    expect(activationNames).toEqual(Object.keys(activations).sort())
  })

  it('an error inside a layer names the layer; one that is not ours stays as it is', () => {
    const failing = (forward: Layer['forward']) => sequential([input([1]), { kind: 'mine', outputShapeFor: (shape) => shape, forward }])
    expect(() => failing((x) => matmul(x, ones([2, 2])) as never).forward(ones([1, 1]))).toThrow(
      'layer "mine": matmul: inner dimensions 1 and 2',
    )
    const fault = new TypeError('x.y is not a function')
    expect(() =>
      failing(() => {
        throw fault
      }).forward(ones([1, 1])),
    ).toThrow(fault)
  })

  it('an initializer that fails leaves half a layer nowhere', () => {
    const failing = (values: Float32Array | Float64Array) => {
      if (values.length === 3) throw new Error('on purpose')
    }
    const layer = dense(3, { biasInitializer: failing })
    expect(() => sequential([input([2]), layer])).toThrow('on purpose')
    expect(layer.parameters!().size).toBe(0)
  })

  it('a model that is refused leaves its layers and its generator as they were', () => {
    const first = dense(10)
    const random = randomGenerator(1)
    expect(() => sequential(wrong([input([2]), first, reshape([3, 3])]), { random })).toThrow('10 elements cannot fill')
    expect(first.parameters!().size).toBe(0)
    expect(random.snapshot()).toEqual(randomGenerator(1).snapshot())
    expect(() => sequential([input([7]), first, reshape([5, 2])])).not.toThrow()
  })
})

describe('56 setWeights lists all differences at once and changes nothing', () => {
  const small = sequential([input([2]), dense(3), dense(1)])

  it.each([
    [
      'missing, unknown, shape, dtype, ragged',
      {
        'dense.kernel': ones([3, 2]),
        'dense.bias': ones([3], { dtype: 'float64' }),
        'dense_1.kernel': [[1], [2, 3], [4]],
        'dense_1.bais': [1],
      },
      [
        'setWeights: 5 differences, nothing was changed:',
        '  dense.kernel: the value has shape [3,2], expected [2,3]',
        '  dense.bias: the value is float64, expected float32; use cast',
        '  dense_1.kernel: ragged: item [1] has length 2, expected 1 (as item [0])',
        '  dense_1.bias [1] is missing',
        '  dense_1.bais is no parameter of the model; did you mean dense_1.bias?',
      ],
    ],
    [
      'a single one',
      { 'dense.kernel': ones([2, 3]), 'dense.bias': [0, 0, 0], 'dense_1.kernel': ones([3, 1]), 'dense_1.bias': [1], gain: [2] },
      ['setWeights: 1 difference, nothing was changed:', '  gain is no parameter of the model'],
    ],
    [
      'typed arrays of the wrong length, null',
      { 'dense.kernel': new Float32Array(5), 'dense.bias': [0, null, 0], 'dense_1.kernel': ones([3, 1]), 'dense_1.bias': [1] },
      [
        'setWeights: 2 differences, nothing was changed:',
        '  dense.kernel: 5 values, shape [2,3] needs 6',
        '  dense.bias: item [1] is null, expected a finite-or-NaN number or a boolean',
      ],
    ],
  ])('%s', (_, values, lines) => {
    const before = [...small.weights()].map(([, value]) => value.toArray())
    const error = caught(() => small.setWeights(wrong(values)))
    expect(error.code).toBe('shape')
    expect(error.message.split('\n')).toEqual(lines)
    expect([...small.weights()].map(([, value]) => value.toArray())).toEqual(before)
  })

  it('and takes a map or a plain object only', () => {
    expect(caught(() => small.setWeights(wrong([ones([2, 3])]))).message).toMatch(/expected a map or an object of values by parameter name/)
    expect(caught(() => small.setWeights(wrong(null))).code).toBe('type')
  })
})

function caught(act: () => unknown): GradusError {
  try {
    act()
  } catch (error) {
    if (error instanceof GradusError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

function nestedMismatch(): unknown {
  const block: Layer = { kind: 'block', outputShapeFor: () => [1], forward: () => model.forward(wrong(ones([2, 5]))) }
  return sequential([input([4]), block]).forward(ones([2, 4]))
}

function trainWithoutRandom(): unknown {
  return sequential([input([2]), dropout(0.5)]).forward(ones([1, 2]), { training: true })
}

/** A layer that has its parameters. */
function built(layer: Layer, inputShape: readonly number[]): Layer {
  sequential([input(inputShape), layer])
  return layer
}

function sharedSlopes(): unknown {
  return sequential([input([5]), built(prelu(), [4])])
}

function sharedAtTwoWidths(): unknown {
  const shared = dense(3)
  return sequential([input([2]), shared, shared])
}

function sharedBetweenModels(): unknown {
  return sequential([input([5]), model.layers[0]!.layer])
}

function sharedBetweenDTypes(): unknown {
  return sequential([input([4]), model.layers[0]!.layer], { dtype: 'float64' })
}
