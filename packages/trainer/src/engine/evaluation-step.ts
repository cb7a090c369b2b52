import type { Batch } from '@gradus/datasets'
import { mean, type NamedParameters, noGradient, type Recording, record, type Tensor } from '@gradus/tensor'
import type { Parts } from '../step.ts'
import type { Tally } from '../tally.ts'
import { type BatchReader, tensorsOf } from '../tensor-batch.ts'
import { describeBatch } from './describe-batch.ts'
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
    this.programs = new Programs((batch) => this.record(batch), tell)
  }

  /** Adds a batch to the tally. `check` says whether it was never looked at before. */
  run(batch: Batch, check: boolean): void {
    if (this.engine !== 'eager') {
      if (check) this.reader.check('evaluate', batch)
      const program = this.programs.for(batch)
      if (program?.run(batch)) {
        this.tally.count(program.executable.readNumber(0), batch.size)
        return
      }
    }
    // Not recordable, or a check failed: the eager run says which.
    const { model, loss } = this.parts
    noGradient(() => {
      const { x, y } = this.reader.read('evaluate', batch, check)
      const prediction = model.forward(x)
      this.tally.add((mean(loss.perSample(prediction, y)) as Tensor).item(), batch.size, prediction, y)
    })
  }

  private record(batch: Batch): Recording {
    const { parts, parameters, tally } = this
    return record(
      ([inputs, targets]) =>
        noGradient(() => {
          const { x, y } = tensorsOf(inputs!, targets!, parts)
          const prediction = parts.model.forward(x)
          const objective = mean(parts.loss.perSample(prediction, y)) as Tensor
          tally.record(prediction, y)
          return [objective]
        }),
      { inputs: describeBatch(batch), states: [...Array.from(parameters.values(), ({ tensor }) => tensor), ...tally.tensors] },
    )
  }
}
