import { useEffect, type RefObject } from 'react'
import { wordTimes } from '../session/answers.ts'
import type { Review } from './load.ts'
import type { Player } from './player.ts'
import { momentOf } from './timeline/marks.ts'

/** Plays from the word that was pressed, where its time is known. Selecting text plays nothing. */
export function useWordClicks(area: RefObject<HTMLElement | null>, review: Review, player: Player): void {
  const { answers, timeline } = review
  useEffect(() => {
    const list = area.current
    const listen = (event: MouseEvent) => {
      if (!(event.target instanceof Element) || !getSelection()?.isCollapsed) return
      const text = event.target.closest<HTMLElement>('[data-answer]')
      const answer = answers[Number(text?.dataset['answer'] ?? -1)]
      const offset = text && offsetAt(text, event)
      if (!answer || offset === null || wordTimes(answer).length === 0) return
      player.seek(momentOf(answer, offset, timeline))
      player.play()
    }
    list?.addEventListener('click', listen)
    return () => list?.removeEventListener('click', listen)
  }, [area, answers, timeline, player])
}

/** How far into the text a point lies; the numbers of findings do not count. Null outside of it. */
function offsetAt(text: HTMLElement, { clientX, clientY }: MouseEvent): number | null {
  const place = caretAt(clientX, clientY)
  if (!place || !text.contains(place.node) || place.node.parentElement?.closest('sup')) return null
  const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
  let before = 0
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    if (node === place.node) return before + place.offset
    if (!node.parentElement?.closest('sup')) before += node.textContent?.length ?? 0
  }
  return null
}

function caretAt(x: number, y: number): { node: Node; offset: number } | null {
  if ('caretPositionFromPoint' in document) {
    const caret = document.caretPositionFromPoint(x, y)
    return caret && { node: caret.offsetNode, offset: caret.offset }
  }
  // Safari has only the older way.
  const range = (document as Document).caretRangeFromPoint(x, y)
  return range && { node: range.startContainer, offset: range.startOffset }
}
