/** "0:07", "12:40", "1:02:05". Whole seconds, cut off: a clock shows what has passed. */
export function clockTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (n: number) => String(n).padStart(2, '0')
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/** A length of time, as a clock shows it. Digits keep their places. */
export function Time({ ms, className }: { ms: number; className?: string }) {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return (
    <time dateTime={`PT${seconds}S`} className={className}>
      {clockTime(ms)}
    </time>
  )
}

// Making one takes longer than what a row of a list may take.
const sameYear = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
})
const otherYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

const thisYear = new Date().getFullYear()

/** A moment: "Sun 22 Nov, 18:20", with the year instead of day and hour where it is another one. `iso` in UTC. */
export function When({ iso }: { iso: string }) {
  const then = new Date(iso)
  const words = then.getFullYear() === thisYear ? sameYear : otherYear
  return <time dateTime={iso}>{words.format(then)}</time>
}
