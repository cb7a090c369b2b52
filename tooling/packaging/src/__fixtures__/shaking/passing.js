export { one, two } from './numbers.js'
