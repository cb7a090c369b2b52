import { activation, dense, input, sequential } from '@gradus/layers'
import { checkGradients, tensor } from '@gradus/tensor'
import { Trainer } from '@gradus/trainer'
import { adagrad } from './adagrad.js'
import { lion } from './lion.js'
import { logCosh } from './log-cosh.js'
import { pinball } from './pinball.js'
import { radial } from './radial.js'
import { rings } from './rings.js'
import { snake } from './snake.js'
import { squaredDistances } from './squared-distances.js'
import { worstError } from './worst-error.js'

/** A network of the stranger's parts and ours; the same one each time. */
const network = () => sequential([input([2]), dense(4), activation(snake), radial(12), dense(1)], { seed: 5 })

const runs = {
  defined: new Trainer({ model: network(), loss: logCosh(), optimizer: lion({ learningRate: 0.003 }), metrics: [worstError] }),
  plain: new Trainer({ model: network(), loss: pinball(0.5), optimizer: adagrad(0.1), metrics: [worstError] }),
}

const doubles = (...values: number[]) => tensor(Float64Array.from(values), { shape: [values.length / 2, 2], requiresGradient: true })
checkGradients(snake, [doubles(-2, -0.3, 0.7, 5)])
checkGradients(squaredDistances, [doubles(-2, -0.3, 0.7, 5), doubles(1, 0.5, -1, 2, 0.25, 3)])

for (const [name, trainer] of Object.entries(runs)) {
  const { loss } = await trainer.fit(rings(64), { epochs: 150, batchSize: 16, validationData: rings(50) })
  const { worstError } = await trainer.evaluate(rings(100))
  const prediction = await trainer.predict([
    [0.5, 0],
    [0, 1.5],
  ])
  console.log(JSON.stringify({ name, first: loss[0], last: loss.at(-1), worstError, prediction: prediction.toArray() }))
}
