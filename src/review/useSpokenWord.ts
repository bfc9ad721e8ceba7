import { useEffect, type RefObject } from 'react'
import type { WordTime } from '../../machines/heard.ts'
import { wordTimes } from '../session/answers.ts'
import type { Review } from './load.ts'
import type { Player } from './player.ts'
import { answerAt } from './playhead.ts'
import { timeWithin } from './timeline.ts'

/** The name under which style sheets paint it. */
const highlightName = 'spoken-word'

/** A word stays lit for so many ms after its end, so that the light does not flicker between words. */
const holdMs = 200

/** The word that is said at a moment of the recording, in ms; null in its pauses. */
export function wordAt(words: readonly WordTime[], ms: number): WordTime | null {
  const word = words.findLast(({ startMs }) => startMs <= ms)
  return word && ms < word.endMs + holdMs ? word : null
}

/**
 * Lights the word at the playhead, within the area, where its time is known. It is painted over the text, which stays
 * as it is; a browser that cannot do that shows the text as ever.
 */
export function useSpokenWord(area: RefObject<HTMLElement | null>, review: Review, player: Player): void {
  const { answers, timeline } = review
  useEffect(() => {
    if (!('highlights' in CSS)) return
    let lit = ''
    const light = () => {
      const { at, sound } = player.state()
      const index = answerAt(timeline, at)
      const [answer, span] = [answers[index], timeline.answers[index]]
      const known = answer && span && sound === 'recorded' && at >= span.listeningAt
      const words = known ? wordTimes(answer) : []
      const word = span ? wordAt(words, timeWithin(span.listeningAt, at, timeline.breaks)) : null
      const now = word ? `${index} ${word.start}` : ''
      if (now === lit) return
      lit = now
      const text = area.current?.querySelector(`[data-answer="${index}"]`)
      const range = word && text ? rangeOf(text, word) : null
      if (range) CSS.highlights.set(highlightName, new Highlight(range))
      else CSS.highlights.delete(highlightName)
    }
    light()
    const unsubscribe = player.subscribe(light)
    return () => {
      unsubscribe()
      CSS.highlights.delete(highlightName)
    }
  }, [area, answers, timeline, player])
}

/** A piece of an answer's text, in which the numbers of findings stand as well; null where it is not there. */
export function rangeOf(text: Element, { start, end }: { start: number; end: number }): Range | null {
  const range = document.createRange()
  const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
  let [from, begun] = [0, false]
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    if (node.parentElement?.closest('sup')) continue
    const length = node.textContent?.length ?? 0
    if (!begun && start < from + length) {
      range.setStart(node, start - from)
      begun = true
    }
    if (begun && end <= from + length) {
      range.setEnd(node, end - from)
      return range
    }
    from += length
  }
  return null
}
