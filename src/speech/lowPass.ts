/** What a filter keeps and how sharply: a sinc within a Kaiser window. */
interface LowPass {
  /** Where it falls, as a share of the input's Nyquist limit, 0..1. */
  band: number
  /** Half its length in samples of the input. */
  half: number
  /** Attenuates what lies above the band: 5.65 by about 60 dB, 8 by about 80 dB. */
  kaiserBeta: number
}

/**
 * Weights for so many samples one after the other, the first of them `first` samples away from where the filter looks.
 * Together they are 1, so that a constant stays one.
 */
export function lowPassTaps({ band, half, kaiserBeta }: LowPass, first: number, count: number): Float32Array {
  const taps = Float32Array.from({ length: count }, (_, i) => {
    const distance = first + i
    const angle = Math.PI * band * distance
    const sinc = angle === 0 ? 1 : Math.sin(angle) / angle
    const edge = Math.max(0, 1 - (distance / half) ** 2)
    return sinc * bessel0(kaiserBeta * Math.sqrt(edge))
  })
  const sum = taps.reduce((total, tap) => total + tap, 0)
  return taps.map((tap) => tap / sum)
}

function bessel0(x: number): number {
  let sum = 1
  let term = 1
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}
