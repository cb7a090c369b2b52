import { checkChoice, checkInteger, checkOptions, GradusError } from '@gradus/kernel'
import { total } from './class-score.ts'
import { averagePrecision, rocArea } from './curve-areas.ts'
import { append, ascending, isScoreList, type ScoreList, scoreList } from './score-list.ts'
import { type Scores, scoresReader } from './scores-reader.ts'
import type { WholeMetric, WholeMetricState } from './whole-metric.ts'

/** 'ROC': true over false positives; 'PR': precision over recall. */
export type AucCurve = 'ROC' | 'PR'

/** What a column of a history is called: `auc`, and for the curve of precision and recall `aucPR`. */
export type AucName<C extends AucCurve> = C extends 'PR' ? 'aucPR' : 'auc'

/** Options of {@link auc}. */
export interface AucOptions<C extends AucCurve = AucCurve> {
  /** Default 'ROC'. */
  readonly curve?: C
  /** How many classes there are: each is told from all others, and the areas are averaged. Absent: targets are 0 and 1. */
  readonly classes?: number
  /** With `classes`: the mean of their areas (the default), or each as often as its class occurs among the targets. */
  readonly average?: 'macro' | 'weighted'
}

/**
 * The area under the curve that moving the threshold draws, exact: every score is a threshold, so all are remembered, eight to sixteen bytes
 * each. It depends on the order of scores only; logits do.
 *
 * ROC: the share of pairs of a 1 and a 0 in which the 1 has the higher score; equal scores count half. NaN while one of the two is missing:
 * there is no pair. PR: the average precision, Σ (Rₙ − Rₙ₋₁) Pₙ, without interpolation, as in scikit-learn; 0 without a 1. NaN before any batch.
 *
 * Shape: prediction [batch, …], target the same, of 0 and 1: floats, int32 or bool; with `classes` prediction [batch, …, classes] and target
 *   [batch, …] of int32 or one-hot rows
 * Throws: GradusError 'shape' when they do not fit (it never broadcasts), 'range' for a target that is no class or a prediction of NaN.
 * Source: Fawcett 2006, An introduction to ROC analysis.
 *
 * @example
 * const metric = streaming(auc())
 * metric.update(tensor([0.9, 0.4, 0.3, 0.6]), tensor([1, 0, 1, 0]))
 * metric.value() // 0.5
 */
export function auc<C extends AucCurve = 'ROC'>(options: AucOptions<C> = {}): WholeMetric<AucName<C>> {
  checkOptions('auc', options, ['curve', 'classes', 'average'])
  const { curve = 'ROC' as AucCurve, classes, average } = options
  checkChoice('auc', 'curve', curve, ['ROC', 'PR'])
  if (classes !== undefined) checkInteger('auc', 'classes', classes, { min: 2, max: 32768 })
  if (average !== undefined) checkChoice('auc', 'average', average, ['macro', 'weighted'])
  if (classes === undefined && average !== undefined)
    throw new GradusError('state', 'auc: average is for many classes; say how many by classes, or leave it out')
  const name = (curve === 'PR' ? 'aucPR' : 'auc') as AucName<C>
  const read = scoresReader(name, classes)
  const check = (state: WholeMetricState): Curves => checkCurves(name, state, classes ?? 1)
  return {
    name,
    needs: 'values',
    initialize: () => ({ curves: Array.from({ length: classes ?? 1 }, () => ({ positives: scoreList(), negatives: scoreList() })) }),
    update(state, prediction, target) {
      addTo(check(state), read(prediction, target))
      return state
    },
    value: (state) => areaOf(check(state), curve === 'ROC' ? rocArea : averagePrecision, average === 'weighted'),
  }
}

/** For each class the scores of what is of it, and of what is not. */
type Curves = readonly { readonly positives: ScoreList; readonly negatives: ScoreList }[]

function addTo(curves: Curves, { scores, isOf }: Scores): void {
  for (let i = 0; i < scores.length; i++) {
    const column = i % curves.length
    const { positives, negatives } = curves[column]!
    append(isOf(i, column) ? positives : negatives, scores[i]!)
  }
}

function areaOf(curves: Curves, area: typeof rocArea, weighted: boolean): number {
  if (curves[0]!.positives.length + curves[0]!.negatives.length === 0) return Number.NaN
  const areas = curves.map(({ positives, negatives }) => area(ascending(positives), ascending(negatives)))
  const weights = curves.map(({ positives }) => (weighted ? positives.length : 1))
  return total(areas.map((each, i) => each * weights[i]!)) / total(weights)
}

function checkCurves(name: string, state: WholeMetricState, count: number): Curves {
  const { curves } = (state ?? {}) as { readonly curves?: unknown }
  const fits =
    Array.isArray(curves) && curves.length === count && curves.every((each) => isScoreList(each?.positives) && isScoreList(each?.negatives))
  if (!fits) throw new GradusError('state', `${name}: the state has no curves; begin with initialize()`)
  return curves
}
