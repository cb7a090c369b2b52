import { GradusError } from '@gradus/kernel'
import type { FindingCode } from './finding-code.ts'
import type { Report } from './report.ts'

/** Notes why `fit` failed. */
export function checkError(error: unknown, report: Report): void {
  // What a callback threw is no fault of the training.
  if (!(error instanceof GradusError) || /^fit: on\w+ of callback/.test(error.message)) return
  const message = error.message.replace(/^fit: /, '')
  const [code, where] = kindOf(message)
  // What it says in other words was said before training began.
  if (code === 'lossMismatch' && report.has(code)) return
  if (code === 'noGradient' && report.has(code)) return
  report.add(code, where, code === 'refused' || code === 'diverged' ? message : `${message}${advice[code] ?? ''}`)
}

const advice: Partial<Record<FindingCode, string>> = {
  nonFiniteData: '; drop such samples, or fill them in, for instance with the mean of their column',
  targetOutOfRange: '; compare the number of classes with that of the last layer',
}

/** The code of a refusal, and the place that it names. */
function kindOf(message: string): [code: FindingCode, where?: string] {
  const diverged = /^the loss became .*?(?:, first in (.+) \(\w+\))?, learning rate /.exec(message)
  if (diverged) return ['diverged', diverged[1]]
  if (/is not finite|not finite;|the gradient of/.test(message)) return ['diverged']
  const element = /(?:^|: )([xy](?:\[[\d,]+\])?) is \S+; the data must be finite/.exec(message)
  if (element) return ['nonFiniteData', element[1]]
  const target = /(target(?:\[[\d,]*\])?) = \S+ out of range/.exec(message)
  if (target) return ['targetOutOfRange', target[1]]
  if (/prediction(?:\[[\d,]*\])? = \S+ out of range/.test(message)) return ['lossMismatch']
  const unused = /^the loss does not depend on ([^,;]+)/.exec(message)
  return unused ? ['noGradient', unused[1]] : ['refused']
}
