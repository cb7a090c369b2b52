/**
 * Takes from this process what some hosts do not have: WebAssembly, its SIMD, or, as under a
 * Content-Security-Policy, the right to compile: `webassembly`, `simd`, `compilation`.
 */
export function take(lack: string): void {
  if (lack === 'webassembly') Reflect.deleteProperty(globalThis, 'WebAssembly')
  else if (lack === 'simd') Object.assign(WebAssembly, { validate: () => false })
  else if (lack === 'compilation') {
    const refuse = (): never => {
      throw new Error("Refused to compile or instantiate WebAssembly module because 'unsafe-eval' is not allowed")
    }
    Object.assign(WebAssembly, {
      Module: class {
        constructor() {
          refuse()
        }
      },
      compile: refuse,
      instantiate: refuse,
    })
  } else throw new Error(`no host lacks ${lack}`)
}
