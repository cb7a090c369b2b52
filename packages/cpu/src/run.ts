import type { DType, Kernel } from '@gradus/kernel'
import type { CpuBuffer } from './buffer.ts'
import { prepareChecks } from './kernels/checks.ts'
import { prepareContraction } from './kernels/contraction/contraction.ts'
import { prepareGather } from './kernels/gather.ts'
import { prepareMap } from './kernels/map.ts'
import type { PreparedKernel } from './kernels/prepared-kernel.ts'
import { prepareReduce } from './kernels/reduce.ts'
import { prepareScan } from './kernels/scan.ts'
import { prepareScatterAdd } from './kernels/scatter-add.ts'
import { prepareSort } from './kernels/sort.ts'

const prepared = /* @__PURE__ */ new WeakMap<Kernel, PreparedKernel>()
let latestKernel: Kernel | undefined
let latestRun: PreparedKernel | undefined

/** Runs one kernel on buffers of the reference backend. */
export function run(kernel: Kernel, inputs: readonly CpuBuffer[], output: CpuBuffer): void {
  if (kernel !== latestKernel || latestRun === undefined) {
    latestRun = prepared.get(kernel)
    if (latestRun === undefined) {
      latestRun = prepareChecks(kernel, prepare(kernel))
      prepared.set(kernel, latestRun)
    }
    latestKernel = kernel
  }
  latestRun(inputs, output)
}

function prepare(kernel: Kernel): PreparedKernel {
  switch (kernel.kind) {
    case 'map':
      return kernel.reduce ? (prepareContraction(kernel) ?? prepareReduce(kernel, kernel.reduce)) : prepareMap(kernel)
    case 'gather':
      return byDType((dtype) => prepareGather(kernel, dtype))
    case 'scatterAdd':
      return byDType((dtype) => prepareScatterAdd(kernel, dtype))
    case 'scan':
      return byDType((dtype) => prepareScan(kernel, dtype))
    case 'sort':
      return byDType((dtype) => prepareSort(kernel, dtype))
  }
}

/** For kernels that move elements of any dtype: made ready for each dtype that the first input turns out to have. */
function byDType(prepareFor: (dtype: DType) => PreparedKernel): PreparedKernel {
  const runs: Partial<Record<DType, PreparedKernel>> = {}
  return (inputs, output) => {
    // Without an input the kernel's own check speaks up.
    const { dtype } = inputs[0] ?? output
    runs[dtype] ??= prepareFor(dtype)
    runs[dtype](inputs, output)
  }
}
