// What the tests of packages above compile programs with; not part of the published package.
export { compiled, formsOf, statesOf } from './compiled.ts'
