// What the tests of packages above hold their parts to as well; not part of the published package.
export { expectCompiled } from './compiled.ts'
