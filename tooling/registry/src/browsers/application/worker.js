import './notice.js'
import { answer } from './answer.js'

addEventListener('message', async ({ data: task }) => postMessage(await answer(task)))
