/** A loss as text: four decimals, or three digits where that would be zeros. */
export function lossText(loss: number): string {
  return loss !== 0 && Math.abs(loss) < 0.001 ? loss.toExponential(2) : loss.toFixed(4)
}

/** A number with as many decimals as it has, without the noise of binary fractions. */
export function shortText(value: number): string {
  return String(Number(value.toPrecision(12))).replace('-', '−')
}
