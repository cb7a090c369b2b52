import { confusionMatrix, decisionBoundary, gridPoints, lossCurve, terminalCurve } from '../index.ts'

// The examples of the README, as they stand there.

const loss = [0.71, 0.7, 0.69, 0.66, 0.55, 0.4, 0.27, 0.18, 0.12, 0.08, 0.05, 0.03]
const validationLoss = [0.72, 0.7, 0.69, 0.67, 0.58, 0.45, 0.34, 0.27, 0.24, 0.23, 0.24, 0.26]

export const terminalText = terminalCurve(loss, { width: 40, height: 5 })

export const lossPicture = lossCurve(
  [
    { name: 'loss', values: loss },
    { name: 'validation loss', values: validationLoss },
  ],
  { title: 'XOR' },
)

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z))
const predict = (a: number, b: number) => sigmoid(9 * (sigmoid(8 * (a + b - 0.5)) - sigmoid(8 * (a + b - 1.5)) - 0.55))

const grid = { x: [-0.25, 1.25], y: [-0.25, 1.25], columns: 61, rows: 61 } as const
const points = gridPoints(grid)
const values = Float64Array.from({ length: points.length / 2 }, (_, i) => predict(points[2 * i]!, points[2 * i + 1]!))
const samples = { points: [0, 0, 0, 1, 1, 0, 1, 1], labels: [0, 1, 1, 0] }

export const boundaryPicture = decisionBoundary({ ...grid, values, samples }, { title: 'XOR', xLabel: 'a', yLabel: 'b' })

const counts = [
  [48, 2, 0],
  [3, 41, 6],
  [0, 11, 39],
]

export const matrixPicture = confusionMatrix(counts, {
  title: 'Iris',
  classNames: ['setosa', 'versicolor', 'virginica'],
  width: 480,
  height: 320,
})
