import { half, whole } from './checkpoints.js'
import { train } from './train.js'

/** What a page can be asked for, by the name in its address. */
export const tasks = { train, half, whole }
