import type { ArrayData } from '@gradus/kernel'
import { cast, type NamedParameters, noGradient, type Recording, record, type Tensor, tensor } from '@gradus/tensor'
import type { Parts } from '../step.ts'
import { Programs } from './programs.ts'
import type { EngineName } from './training.ts'

/** Predicts batches in evaluation mode; nothing changes. */
export class PredictionStep {
  private readonly parts: Parts
  private readonly parameters: NamedParameters
  private readonly engine: EngineName
  private readonly programs: Programs
  private readonly seen = new Set<string>()

  constructor(parts: Parts, parameters: NamedParameters, engine: EngineName, tell: (reason: string) => void) {
    this.parts = parts
    this.parameters = parameters
    this.engine = engine
    this.programs = new Programs(({ inputs }) => this.record(inputs), tell)
  }

  /** The outputs for a batch of inputs. The first of its shape runs eagerly: for a single one, no program is worth its making. */
  run(inputs: ArrayData): ArrayData {
    const { model } = this.parts
    const key = `${inputs.dtype} ${inputs.shape}`
    if (this.engine !== 'eager' && this.seen.has(key)) {
      const program = this.programs.for({ inputs, targets: inputs, size: inputs.shape[0]! })
      if (program?.run({ inputs, targets: inputs, size: inputs.shape[0]! })) {
        return { data: program.executable.read(0), shape: [inputs.shape[0]!, ...model.outputShape], dtype: model.dtype }
      }
    }
    this.seen.add(key)
    return noGradient(() => {
      const x = tensor(inputs.data, { shape: inputs.shape, dtype: inputs.dtype }) as Tensor
      const y = model.forward(cast(x, model.inputDType))
      return { data: y.toTypedArray(), shape: y.shape, dtype: y.dtype }
    })
  }

  private record(inputs: ArrayData): Recording {
    const { model } = this.parts
    return record(([x]) => noGradient(() => [model.forward(cast(x!, model.inputDType))]), {
      inputs: [{ shape: inputs.shape, dtype: inputs.dtype }],
      states: Array.from(this.parameters.values(), ({ tensor }) => tensor),
    })
  }
}
