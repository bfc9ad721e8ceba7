/** The least of the values that at least a share of `q` of them does not exceed: 0.5 for the median, 1 for the greatest. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * q) - 1)] ?? NaN
}
