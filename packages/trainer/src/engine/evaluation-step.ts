import type { Batch } from '@gradus/datasets'
import type { TypedArray } from '@gradus/kernel'
import { type NamedParameters, noGradient, type Recording, record } from '@gradus/tensor'
import { evaluationOf, type Parts } from '../step.ts'
import type { Tally } from '../tally.ts'
import { type BatchReader, tensorsOf } from '../tensor-batch.ts'
import { describeBatch } from './describe-batch.ts'
import { type OutputPlaces, outputPlaces, outputsOf } from './outputs.ts'
import { Programs } from './programs.ts'
import type { EngineName } from './training.ts'

/** Measures batches in evaluation mode; nothing changes but the tally. */
export class EvaluationStep {
  private readonly parts: Parts
  private readonly parameters: NamedParameters
  private readonly tally: Tally
  private readonly reader: BatchReader
  private readonly engine: EngineName
  private readonly programs: Programs
  private readonly outputs: OutputPlaces

  constructor(
    parts: Parts,
    parameters: NamedParameters,
    tally: Tally,
    reader: BatchReader,
    engine: EngineName,
    tell: (reason: string) => void,
  ) {
    this.parts = parts
    this.parameters = parameters
    this.tally = tally
    this.reader = reader
    this.engine = engine
    this.outputs = outputPlaces(parts.loss, tally.needsValues)
    this.programs = new Programs((batch) => this.record(batch), tell)
  }

  /** Adds a batch to the tally. `check` says whether it was never looked at before. */
  run(batch: Batch, check: boolean): void {
    if (this.engine !== 'eager') {
      if (check) this.reader.check('evaluate', batch)
      const program = this.programs.for(batch)
      if (program?.run(batch)) {
        const { executable } = program
        const { counted, prediction } = this.outputs
        if (prediction !== undefined) this.look(executable.read(prediction), batch)
        this.tally.count(executable.readNumber(0), counted === undefined ? batch.size : executable.readNumber(counted))
        return
      }
    }
    // Not recordable, or a check failed: the eager run says which.
    noGradient(() => {
      const tensors = this.reader.read('evaluate', batch, check)
      const { prediction, objective, counted } = evaluationOf(this.parts, this.parameters, tensors)
      const measured = this.tally.next(prediction, tensors.y)
      if (this.tally.needsValues) this.look(prediction.toTypedArray(), batch)
      this.tally.take(measured)
      this.tally.count(objective.item(), counted === undefined ? batch.size : counted.item())
    })
  }

  private look(data: TypedArray, { targets, size }: Batch): void {
    const { model } = this.parts
    this.tally.look({ data, shape: [size, ...model.outputShape], dtype: model.dtype }, targets)
  }

  private record(batch: Batch): Recording {
    const { parts, parameters, tally, outputs } = this
    return record(
      (arrays) =>
        noGradient(() => {
          const tensors = { ...tensorsOf(arrays, parts), size: batch.size }
          const forward = evaluationOf(parts, parameters, tensors)
          tally.record(forward.prediction, tensors.y)
          return outputsOf(outputs, forward.objective, forward)
        }),
      { inputs: describeBatch(batch), states: [...Array.from(parameters.values(), ({ tensor }) => tensor), ...tally.tensors] },
    )
  }
}
