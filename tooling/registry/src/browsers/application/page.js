import { answer } from './answer.js'
import { noticed } from './notice.js'

/** The answer of a worker, and what the page noticed. */
function answerOfWorker(task) {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
  return new Promise((resolve) => {
    worker.addEventListener('error', ({ message }) => resolve({ failed: `the worker failed: ${message}` }))
    worker.addEventListener('message', ({ data }) =>
      resolve({
        ...data,
        violations: [...data.violations, ...noticed.violations],
        complaints: [...data.complaints, ...noticed.complaints],
      }),
    )
    worker.postMessage(task)
  })
}

const address = new URLSearchParams(location.search)
const task = address.get('task')
const found = await (address.get('place') === 'worker' ? answerOfWorker(task) : answer(task))
document.querySelector('output').textContent = JSON.stringify(found)
