import { all, classes, classNumbers, floats, half, logits, make, type Row, refuses, takeLogits } from './__tests__/refusals.ts'

const weightOptions = [
  ['categoricalCrossEntropy', 'classWeights'],
  ['sparseCategoricalCrossEntropy', 'classWeights'],
  ['binaryCrossEntropy', 'positiveWeight'],
  ['categoricalFocalCrossEntropy', 'alpha'],
] as const

const options: Row[] = [
  ...all.flatMap((name): Row[] => [
    [`${name}: a misspelt option`, () => make(name, { reducton: 'sum' }), 'type', /unknown option "reducton"; did you mean reduction\?/],
    [`${name}: an unknown reduction`, () => make(name, { reduction: 'means' }), 'type', /unknown reduction "means".*did you mean mean\?/],
    [`${name}: null for options`, () => make(name, null), 'type', /options must be an object, got null/],
  ]),
  ...takeLogits.map(
    (name): Row => [
      `${name}: fromLogits "yes"`,
      () => make(name, { fromLogits: 'yes' }),
      'type',
      /fromLogits must be true or false, got "yes"/,
    ],
  ),
  ...takeLogits
    .filter((name) => name !== 'klDivergence')
    .flatMap((name): Row[] =>
      [1, -0.1, Number.NaN, '0.1'].map(
        (labelSmoothing): Row => [
          `${name}: labelSmoothing ${labelSmoothing}`,
          () => make(name, { labelSmoothing }),
          typeof labelSmoothing === 'string' ? 'type' : 'range',
          new RegExp(`^${name}: labelSmoothing must be a finite number in \\[0, 1\\), got`),
        ],
      ),
    ),
  ...weightOptions.flatMap(([name, option]): Row[] => [
    [
      `${name}: ${option} with a negative`,
      () => make(name, { [option]: [1, -1] }),
      'range',
      new RegExp(`${option}\\[1\\] must be a finite number >= 0, got -1`),
    ],
    [`${name}: ${option} with NaN`, () => make(name, { [option]: [Number.NaN] }), 'range', new RegExp(`${option}\\[0\\] must be`)],
    [`${name}: ${option} with a text`, () => make(name, { [option]: ['1'] }), 'type', new RegExp(`${option}\\[0\\] must be`)],
    [
      `${name}: ${option} all 0`,
      () => make(name, { [option]: [0, 0] }),
      'range',
      new RegExp(`${option} are all 0, expected at least one class that counts`),
    ],
    [
      `${name}: ${option} empty`,
      () => make(name, { [option]: [] }),
      'type',
      new RegExp(`${option} must be an array of one number for each class, got \\[\\]`),
    ],
    [`${name}: ${option} null`, () => make(name, { [option]: null }), 'type', new RegExp(`${option} must be an array`)],
    [
      `${name}: ${option} of too few classes`,
      () => make(name, { [option]: [1, 2] })(half([2, 3]), classNumbers.includes(name) ? classes(0, 1) : floats([2, 3], 1, 0, 0, 1, 0, 0)),
      'shape',
      new RegExp(`^${name}: ${option} has 2 numbers, expected 3, one for each class of prediction \\[2,3\\]`),
    ],
  ]),
  ['classWeights that are a number', () => make('categoricalCrossEntropy', { classWeights: 2 }), 'type', /classWeights must be an array/],
  [
    'positiveWeight 0',
    () => make('binaryCrossEntropy', { positiveWeight: 0 }),
    'range',
    /positiveWeight must be a finite number > 0, got 0/,
  ],
  [
    'positiveWeight "2"',
    () => make('binaryCrossEntropy', { positiveWeight: '2' }),
    'type',
    /positiveWeight must be a finite number > 0, got "2"/,
  ],
  ['classWeights for yes or no', () => make('binaryCrossEntropy', { classWeights: [1, 2] }), 'type', /unknown option "classWeights"/],
  [
    'ignoreIndex 1.5',
    () => make('sparseCategoricalCrossEntropy', { ignoreIndex: 1.5 }),
    'range',
    /ignoreIndex must be an integer in .*, got 1\.5/,
  ],
  ['ignoreIndex null', () => make('sparseCategoricalCrossEntropy', { ignoreIndex: null }), 'type', /ignoreIndex must be an integer/],
  [
    'ignoreIndex 3e9',
    () => make('sparseCategoricalCrossEntropy', { ignoreIndex: 3e9 }),
    'range',
    /ignoreIndex must be an integer in .*, got 3000000000/,
  ],
  ...[
    ['huber', 'delta'],
    ['meanAbsolutePercentageError', 'epsilon'],
    ['meanSquaredLogarithmicError', 'epsilon'],
    ['poisson', 'epsilon'],
    ['cosineSimilarity', 'epsilon'],
    ['klDivergence', 'epsilon'],
    ['categoricalFocalCrossEntropy', 'alpha'],
    ['categoricalGeneralizedCrossEntropy', 'q'],
  ].flatMap(([name, option]): Row[] =>
    [0, -1, Number.NaN, Number.POSITIVE_INFINITY, '1'].map(
      (value): Row => [
        `${name}: ${option} ${value}`,
        () => make(name!, { [option!]: value }),
        typeof value === 'string' ? 'type' : 'range',
        new RegExp(`^${name}: ${option} must be a finite number (> 0|in \\(0, 1\\)), got`),
      ],
    ),
  ),
  ...['binaryFocalCrossEntropy', 'categoricalFocalCrossEntropy'].map(
    (name): Row => [`${name}: gamma −1`, () => make(name, { gamma: -1 }), 'range', /gamma must be a finite number >= 0, got -1/],
  ),
  ...['alpha', 'beta'].map(
    (option): Row => [
      `tversky: ${option} −1`,
      () => make('tversky', { [option]: -1 }),
      'range',
      new RegExp(`${option} must be a finite number >= 0, got -1`),
    ],
  ),
  [
    'alpha 1.5',
    () => make('binaryFocalCrossEntropy', { alpha: 1.5, applyClassBalancing: true }),
    'range',
    /alpha must be a finite number in \[0, 1\], got 1\.5/,
  ],
  [
    'alpha without balancing',
    () => make('binaryFocalCrossEntropy', { alpha: 0.3 }),
    'type',
    /pass \{ applyClassBalancing: true \} with it/,
  ],
  [
    'applyClassBalancing 1',
    () => make('binaryFocalCrossEntropy', { applyClassBalancing: 1 }),
    'type',
    /applyClassBalancing must be true or false, got 1/,
  ],
  ['epsilon of logits', () => make('klDivergence', { ...logits, epsilon: 1e-7 }), 'type', /epsilon is for probabilities/],
  ['epsilon of logarithms', () => make('poisson', { logInput: true, epsilon: 1e-7 }), 'type', /epsilon is for rates/],
  ['logInput 1', () => make('poisson', { logInput: 1 }), 'type', /logInput must be true or false, got 1/],
  ['full "yes"', () => make('poisson', { full: 'yes' }), 'type', /full must be true or false, got "yes"/],
  ['fromLogits for a loss of values', () => make('meanSquaredError', logits), 'type', /unknown option "fromLogits"/],
]

refuses('options that a loss refuses', options)
