import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { useShortcuts } from '../ui/shortcuts.ts'
import type { Review } from './load.ts'
import { scrollBehaviour } from './motion.ts'
import type { Player } from './player.ts'
import { findIn, mostFound, type Found } from './search.ts'
import styles from './Search.module.css'
import { momentOf } from './timeline/marks.ts'
import { rangeOf } from './useSpokenWord.ts'

/** Searches in what was said. Enter goes to the next place and moves the playhead there, Shift Enter to the one before. */
export function Search(props: { review: Review; player: Player; area: RefObject<HTMLElement | null> }) {
  const { review, player, area } = props
  const { answers, timeline } = review
  const [words, setWords] = useState('')
  /** Which of the places one is at; -1 before the first. */
  const [place, setPlace] = useState(-1)
  const field = useRef<HTMLInputElement>(null)
  const found = useMemo(() => findIn(answers, words), [answers, words])
  usePainted(area, found, place)
  useShortcuts([{ key: '/', label: 'search in what you said', action: () => field.current?.focus() }])

  const go = (step: 1 | -1) => {
    if (found.length === 0) return
    const next = place === -1 && step === -1 ? found.length - 1 : (place + step + found.length) % found.length
    const there = found[next]
    const answer = there && answers[there.answer]
    setPlace(next)
    if (!there || !answer) return
    player.seek(momentOf(answer, there.start, timeline))
    area.current
      ?.querySelector(`[data-answer="${there.answer}"]`)
      ?.scrollIntoView({ block: 'center', behavior: scrollBehaviour() })
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') go(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') {
      setWords('')
      setPlace(-1)
      field.current?.blur()
    } else return
    event.preventDefault()
  }
  return (
    <search className={`${styles.search} no-print`}>
      <label className={styles.label}>
        <span className="visually-hidden">Search in what you said</span>
        <input
          ref={field}
          type="search"
          value={words}
          placeholder="Search in what you said"
          title="Search (/). Enter: next place, Shift Enter: the one before"
          maxLength={200}
          onChange={({ target }) => {
            setWords(target.value)
            setPlace(-1)
          }}
          onKeyDown={onKey}
        />
      </label>
      <output className={styles.count}>{countWords(words, found.length, place)}</output>
    </search>
  )
}

function countWords(words: string, count: number, place: number): string {
  if (words.trim() === '') return ''
  if (count === 0) return 'nowhere'
  const all = count === mostFound ? `${count} or more` : `${count}`
  return place === -1 ? `${all} ${count === 1 ? 'place' : 'places'}` : `${place + 1} of ${all}`
}

const [allName, hereName] = ['found-words', 'found-here']

/** Paints what was found over the text, which stays as it is. */
function usePainted(area: RefObject<HTMLElement | null>, found: readonly Found[], place: number) {
  useEffect(() => {
    if (!('highlights' in CSS) || found.length === 0) return
    const ranges = found.map((each) => {
      const text = area.current?.querySelector(`[data-answer="${each.answer}"]`)
      return text ? rangeOf(text, each) : null
    })
    const here = ranges[place]
    CSS.highlights.set(allName, new Highlight(...ranges.filter((range) => range !== null)))
    if (here) CSS.highlights.set(hereName, new Highlight(here))
    return () => {
      CSS.highlights.delete(allName)
      CSS.highlights.delete(hereName)
    }
  }, [area, found, place])
}
