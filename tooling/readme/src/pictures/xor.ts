import { writeFileSync } from 'node:fs'
import { datasets, layers, losses, optimizers, plot, relu, sigmoid, Trainer } from 'gradus'

// The picture of the root's README: what its twelve lines train, as a loss curve and a truth table side by side.
// node tooling/readme/src/pictures/xor.ts light.svg dark.svg

const xor = datasets.xor()
const model = layers.sequential(
  [
    layers.input([2]),
    layers.dense(10, { activation: relu }),
    layers.dense(10, { activation: relu }),
    layers.dense(1, { activation: sigmoid }),
  ],
  { seed: 7 },
)
const trainer = new Trainer({ model, loss: losses.binaryCrossEntropy(), optimizer: optimizers.adam() })
const { loss } = await trainer.fit(xor, { epochs: 1000 })
const answers = (await trainer.predict(xor.inputs)).toArray().map(([answer]) => answer!)
const rows = datasets.truthTable(xor).map(({ inputs, target }, i) => ({ inputs, target: target as number, answer: answers[i]! }))

const [light, dark] = process.argv.slice(2)
writeFileSync(
  light!,
  picture('light', { background: '#ffffff', text: '#1c2128', muted: '#59636e', grid: '#d0d7de', right: '#00875f', wrong: '#d55e00' }),
)
writeFileSync(
  dark!,
  picture('dark', { background: '#12161c', text: '#e8ecf1', muted: '#9aa5b1', grid: '#3a424d', right: '#1fc997', wrong: '#e69f00' }),
)

interface Colors {
  readonly background: string
  readonly text: string
  readonly muted: string
  readonly grid: string
  readonly right: string
  readonly wrong: string
}

/** Both halves on one background, as high as the curve. */
function picture(theme: 'light' | 'dark', colors: Colors): string {
  const height = 280
  const curve = plot.lossCurve({ name: 'loss', values: loss }, { title: 'A network learns XOR', theme, width: 520, height })
  const title = 'A network of 151 parameters learns XOR: its loss over 1000 epochs, and its answers afterwards'
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 840 ${height}" width="840" height="${height}" role="img" aria-label="${title}" \
font-family="system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif" font-size="14"><rect width="840" height="${height}" rx="6" fill="${colors.background}"/>
${curve}
${table(colors)}
</svg>
`
}

/** The truth table with what the network answers, right of the curve. */
function table(colors: Colors): string {
  const columns = { a: 564, b: 600, target: 654, answer: 730, mark: 800 }
  const cell = (x: number, y: number, text: string, fill = colors.text, weight = 400): string =>
    `<text x="${x}" y="${y}" text-anchor="middle" font-weight="${weight}" fill="${fill}">${text}</text>`
  const top = 78
  const head = (['a', 'b', 'target', 'answer'] as const).map((name) => cell(columns[name], top, name, colors.muted))
  const lines = rows.map(({ inputs: [a, b], target, answer }, i) => {
    const y = top + 44 * (i + 1)
    const right = answer > 0.5 === (target === 1)
    return [
      `<path d="M544 ${y - 27}H820" stroke="${colors.grid}"/>`,
      cell(columns.a, y, `${a}`),
      cell(columns.b, y, `${b}`),
      cell(columns.target, y, `${target}`),
      cell(columns.answer, y, answer.toFixed(3), colors.text, 600),
      cell(columns.mark, y, right ? '✓' : '✗', right ? colors.right : colors.wrong, 600),
    ].join('\n')
  })
  const heading = `<text x="544" y="27" font-size="15" font-weight="600" fill="${colors.text}">What it answers</text>`
  return [heading, ...head, ...lines].join('\n')
}
