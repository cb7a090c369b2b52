declare module 'synaptic' {
  interface Options {
    readonly rate: number
    readonly iterations: number
    readonly error: number
    readonly cost: unknown
    readonly schedule: { readonly every: number; do(data: { readonly error: number }): void }
  }
  const synaptic: {
    readonly Architect: { readonly Perceptron: new (...sizes: number[]) => object }
    readonly Trainer: {
      new (network: object): { train(rows: readonly object[], options: Options): unknown }
      readonly cost: { readonly CROSS_ENTROPY: unknown }
    }
  }
  export = synaptic
}

declare module 'brain.js/dist/browser.js' {
  export { NeuralNetwork } from 'brain.js'
}
