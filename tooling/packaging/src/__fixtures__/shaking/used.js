import * as family from './family.js'
import { one as first } from './passing.js'

const used = () => first + family.member

export { used }
