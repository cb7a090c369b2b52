import { noticed } from './notice.js'
import { tasks } from './tasks.js'

/** Does one of the tasks here; gives what came of it, or why nothing did, as plain data. */
export async function answer(task) {
  const result = await tasks[task]().catch((error) => ({ failed: `${error}\n${error.stack}` }))
  // Violations are told in tasks of their own.
  await new Promise((resolve) => setTimeout(resolve, 50))
  return { where: globalThis.constructor.name, ...result, ...noticed }
}
