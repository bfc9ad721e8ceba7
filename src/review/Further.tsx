import { useEffect, useState } from 'react'
import { hadAllBeenShort, type Shorter } from '../debrief/shorter.ts'
import { hasEnded } from '../session/entries.ts'
import { whenIdle } from '../platform/idle.ts'
import type { Review } from './load.ts'
import styles from './TreePanel.module.css'

/** What the question would have reached with answers within the guideline, in words. */
export function Further({ review, question }: { review: Review; question: number }) {
  const { log, answers, plans } = review
  const [found, setFound] = useState<Shorter | null>(null)
  useEffect(() => {
    let gone = false
    // The log is gone through twice: the screen comes first.
    void whenIdle().then(() => {
      if (!gone) setFound(hasEnded(log) ? hadAllBeenShort(log, answers, question) : null)
    })
    return () => {
      gone = true
    }
  }, [log, answers, question])
  if (!found) return null
  const { toS } = log.header.guideline
  if (found.longer === 0)
    return (
      <p className={styles.further}>
        No answer here was longer than {toS} s, so none took time from what came after.
      </p>
    )
  return (
    <div className={styles.further}>
      <p>{leadWords(found, toS)}</p>
      {found.further.length > 0 && (
        <ol className={styles.furtherList}>
          {found.further.map((key) => (
            <li key={key}>{plans[question]?.prompts.get(key)?.label ?? key}</li>
          ))}
        </ol>
      )}
    </div>
  )
}

/** "Had every answer been 30 s, 45 s would have been left. These would have been reached too, …". */
function leadWords({ longer, gainedMs, further, stopped }: Shorter, toS: number): string {
  const gained = `${longer === 1 ? 'One answer was' : `${longer} answers were`} longer than ${toS} s. At ${toS} s, ${minutes(gainedMs)} would have been left.`
  if (further.length > 0)
    return `${gained} In that time these would have been reached too, each asked as before and answered in ${toS} s:`
  switch (stopped) {
    case 'time':
      return `${gained} That is too little for a further prompt.`
    case 'follow-ups':
      return `${gained} No more would have been asked: the follow-ups of this length were used up.`
    case 'nothing-left':
      return `${gained} No more would have been asked: nothing was left to ask.`
  }
}

function minutes(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const rest = seconds % 60
  if (seconds < 60) return `${seconds} s`
  return rest === 0 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 60)} min ${rest} s`
}
