/** Functions that need not refuse nonsense, and why. */
export const unchecked: readonly { readonly paths: RegExp; readonly why: string }[] = [
  {
    paths:
      /^kernel\.(borderOf|broadcastShapes|closest|denseView|elementCount|fits|isDense|isFloat|permuteView|rangeOf|rowMajorStrides|sameShape|shapeText|simplifyView)$/,
    why: 'arithmetic of shapes that were checked, for every operation: a check would cost more than the work',
  },
  { paths: /^kernel\.(copyKernel|interpret)$/, why: 'between packages: for programs that were recorded, and backends' },
  { paths: /^kernel\.threefryBlock$/, why: 'the inner loop of every random number' },
  { paths: /^kernel\.describe$/, why: 'it tells what any value is' },
  { paths: /\.(check[A-Z]\w*|normalizeAx[ei]s)$/, why: 'the checks themselves: beside what they check they take names, which we write' },
  { paths: /^new kernel\.(GradusError|WordGenerator)$/, why: 'an error must not fail; an abstract class is not called' },
  { paths: /^new tensor\.Tensor$/, why: 'internal: tensors are made by functions' },
  {
    paths: /^(cpu|wasm)\..*\.(allocate|write|read|readNumber|run|compile)$/,
    why: 'between packages: buffers and kernels come from the tensor package',
  },
  { paths: /^tensor\.compile\(\)\./, why: 'the inner loop of training, which checks batches before' },
  { paths: /\.(outputShapeFor|build)$/, why: 'called by models, with shapes that they checked' },
  { paths: /^layers\.initializers\.\w+\(\)$/, why: 'called by createParameter, which checks what it hands over' },
  { paths: /\(\)\.on[A-Z]\w+$/, why: 'called by the trainer' },
  { paths: /^tensor\.(conv2dShape|pool2dShape)$/, why: 'arithmetic of shapes for layers, which checked what they hand over' },
  { paths: /^Tensor\.backward$/, why: 'the same as the function backward, but needs a tensor with history' },
]

/** Complaints that are none, and why. */
export const allowed: readonly { readonly complaint: RegExp; readonly why: string }[] = [
  { complaint: /^kernel\.readArray: argument 0/, why: 'how messages begin' },
  { complaint: /^losses\.defineLoss: argument 1\.nonsense/, why: 'a loss with options of its own hands all of them on' },
  { complaint: /^metrics\.streaming: argument 0\.nonsense/, why: 'a metric may have parts of its own' },
  { complaint: /^trainer\.\w+\(\)\.restore: argument 0\.best = null passes/, why: 'null is the best number before the first' },
  {
    complaint: /^trainer\.writeCheckpoint: argument 0\.accumulation = null passes/,
    why: 'a snapshot of a trainer that accumulates nothing',
  },
  { complaint: /^trainer\.restoreFrom: argument 1\.nonsense/, why: 'a store may have parts of its own' },
  { complaint: /^Trainer\.restore: argument 0\.position/, why: 'the data to come checks its position when training goes on' },
  { complaint: /\.(update|value|restore): argument \d\.nonsense/, why: 'a state may hold more than is asked for' },
  { complaint: /^layers\.createParameter: argument 2\.nonsense/, why: 'a layer hands on the whole context in which it is built' },
  { complaint: /^datasets\.sourceDataset: argument 0\.nonsense/, why: 'a source may have parts of its own' },
  { complaint: /^tensor\.randomNormal: argument 0\.nonsense/, why: 'whatever draws uniform numbers will do' },
  { complaint: /^tensor\.setBackend: argument 0\.nonsense/, why: 'a backend may have parts of its own' },
  { complaint: /^tensor\.assignAll: argument 1 = "2" passes/, why: 'the name of an operation' },
]
