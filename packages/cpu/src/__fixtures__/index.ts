// What the tests of other backends are held to as well; not part of the published package.
export { dtypeOf, expectSame, sample, special } from './agreement.ts'
export { extentOf, inputViews, outputViews, shapes } from './arbitraries.ts'
export { runNaively } from './naive.ts'
