import type { Finding, History } from '../history.ts'
import type { FindingCode } from './finding-code.ts'

/** Where findings go: into the history, once for each code and place, and as a line of text. */
export class Report {
  private readonly write: ((text: string) => unknown) | undefined
  private readonly ignored: ReadonlySet<string>
  private history: History | undefined
  /** The epoch of what is found next. */
  epoch = 0

  constructor(write: ((text: string) => unknown) | undefined, ignored: readonly FindingCode[]) {
    this.write = write
    this.ignored = new Set(ignored)
  }

  /** From now on findings belong to this history. */
  begin(history: History, epoch: number): void {
    this.history = history
    this.epoch = epoch
  }

  /** Whether there is a finding of this code already, at this place or, without one, anywhere. */
  has(code: FindingCode, where?: string): boolean {
    return this.history!.diagnosis.some((finding) => finding.code === code && (where === undefined || finding.where === where))
  }

  add(code: FindingCode, where: string | undefined, message: string): void {
    const { history, epoch } = this
    if (this.ignored.has(code) || history!.diagnosis.some((finding) => finding.code === code && finding.where === where)) return
    const finding: Finding = { code, message, ...(where !== undefined && { where }), epoch }
    history!.diagnosis.push(finding)
    this.write?.(`doctor: ${message} (${code}, epoch ${epoch})\n`)
  }
}
