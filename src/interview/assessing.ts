import type { StoreApi } from 'zustand/vanilla'
import type { Assessment } from '../../questions/finding.ts'
import type { AnswerContext } from '../assess/types.ts'
import { answersOf, type Answer } from '../session/answers.ts'
import { secondsAloud } from '../session/band.ts'
import { contextOf } from '../session/context.ts'
import type { NewEvent } from '../session/door.ts'
import type { Transcript } from '../speech/recogniser.ts'
import { markMoment } from './moments.ts'
import type { Recognising } from './recognising.ts'
import type { InterviewerPorts, Room } from './room.ts'

/** Ms that the words of an answer may take after its end, and less where the candidate wants to be gone. */
const wordsWithinMs = 30_000
const lastWordsWithinMs = 3_000
/** Ms between two looks at what has been said so far. */
const prepareEveryMs = 500

interface Parts {
  ports: Pick<InterviewerPorts, 'session' | 'assessor' | 'clock' | 'typeUp'>
  room: StoreApi<Room>
  /** Of the answer that was finished last. */
  words: () => Recognising | null
  isEnding: () => boolean
  /** What came of the answer was sent, and is about to be written down. */
  onJudged: () => void
  isClosed: () => boolean
}

/** Has the answers assessed. */
export interface Assessing {
  /** Assesses the answer that was given last, and sends what came of it. Asked again for the same answer, sends it again. */
  assess(): Promise<void>
  /** Gets ahead with what has been typed so far. */
  prepare(text: string): void
  /** Gets ahead with what has been said so far, in so many ms, some time soon. */
  hear(text: string, ms: number): void
  /** Has a typed answer assessed while its end is still being written down. */
  begin(): void
  /** Goes on with what was typed of a spoken answer, or with nothing. */
  giveText(wanted: boolean): void
  /** The candidate wants to be gone: nothing is waited for that takes long. */
  hurry(): void
  close(): void
}

export function assessAnswers({ ports, room, words, isEnding, onJudged, isClosed }: Parts): Assessing {
  const { session, assessor, clock } = ports
  const { header } = session
  /** The answer that is being assessed, and what came of it. */
  let assessing = -1
  let early: { answer: number; text: string; assessment: Promise<Assessment> } | null = null
  let judged: { answer: number; event: NewEvent } | null = null
  let textGiven: ((wanted: boolean) => void) | null = null
  let waitingForWords = false
  let cancelLimit = () => {}
  let latest: { text: string; ms: number } | null = null
  let cancelPreparing: (() => void) | null = null

  const answers = () => {
    const { entries, views } = session.state()
    return answersOf({ header, entries }, views)
  }

  /** The answer under way, and what an assessment may know of it. */
  function underWay(): { answer: Answer; context: AnswerContext } | null {
    const all = answers()
    const answer = all.at(-1)
    if (answer?.outcome !== 'open') return null
    return { answer, context: contextOf({ header }, all, answer.index) }
  }

  /** Whether there are words to assess. */
  function askForText(): Promise<boolean> {
    room.setState({ wantsText: true })
    return new Promise((resolve) => {
      textGiven = resolve
    })
  }

  /** What was recognised of a spoken answer; null where nothing was, or not in time. */
  async function recognised(): Promise<Transcript | null> {
    const waiting = words()
    if (!waiting) return null
    waitingForWords = true
    limitWords(isEnding() ? lastWordsWithinMs : wordsWithinMs)
    const transcript = await waiting.finish()
    waitingForWords = false
    cancelLimit()
    room.setState({ unrecognised: transcript === null })
    return transcript?.text.trim() ? transcript : null
  }

  function limitWords(ms: number) {
    cancelLimit()
    cancelLimit = clock.after(ms, () => words()?.cancel())
  }

  /** What was said of a spoken answer, and how it is known: typed beside it or afterwards, or recognised. */
  async function wordsOf(answer: Answer): Promise<NewWords | null> {
    if (answer.input === 'microphone' && room.getState().draft.trim() === '') {
      const transcript = await recognised()
      if (transcript) return { text: transcript.text, source: 'recognised', heard: transcript.heard }
      const wantsText = !words() && ports.typeUp && answer.speakingMs > 0 && !isEnding()
      if (wantsText && !(await askForText())) return null
    } else words()?.cancel()
    const text = (room.getState().draft || answer.text || '').trim()
    return text === '' ? null : { text, source: 'typed' }
  }

  function prepare(text: string, seconds: number) {
    const now = underWay()
    if (now) assessor.prepare?.({ text, seconds }, now.context)
  }

  /** Refused while the session is paused; then it is sent when the session comes back to it. */
  function tell(event: NewEvent) {
    if (session.send(event)) onJudged()
  }

  function stopPreparing() {
    cancelPreparing?.()
    cancelPreparing = null
  }

  return {
    async assess() {
      stopPreparing()
      const all = answers()
      const answer = all.at(-1)
      if (!answer) return
      if (judged?.answer === answer.index) return tell(judged.event)
      if (answer.index === assessing) return
      assessing = answer.index
      const said = await wordsOf(answer)
      markMoment('words')
      const seconds = answer.input === 'keyboard' ? secondsAloud(said?.text ?? '') : answer.speakingMs / 1000
      room.setState({ draft: '', wantsText: false })
      judged = { answer: answer.index, event: { type: 'answer.unheard', seconds } }
      if (said) {
        const { text } = said
        const context = contextOf({ header }, all, answer.index)
        const ahead = early?.answer === answer.index && early.text === text ? early.assessment : null
        const confidence = said.heard?.confidence ?? undefined
        const assessment = await (ahead ?? assessor.assess({ text, seconds, confidence }, context))
        markMoment('assessed')
        judged.event = { type: 'answer.assessed', ...said, seconds, assessment }
      }
      if (!isClosed()) tell(judged.event)
    },
    prepare: (text) => prepare(text, secondsAloud(text)),
    hear(text, ms) {
      latest = { text, ms }
      cancelPreparing ??= clock.after(prepareEveryMs, () => {
        cancelPreparing = null
        if (latest) prepare(latest.text, latest.ms / 1000)
      })
    },
    begin() {
      const text = room.getState().draft.trim()
      const now = underWay()
      if (now?.answer.input !== 'keyboard' || text === '') return
      const assessment = assessor.assess({ text, seconds: secondsAloud(text) }, now.context)
      early = { answer: now.answer.index, text, assessment }
    },
    giveText(wanted) {
      textGiven?.(wanted)
      textGiven = null
    },
    hurry() {
      if (waitingForWords) limitWords(lastWordsWithinMs)
    },
    close() {
      stopPreparing()
      cancelLimit()
      words()?.cancel()
    },
  }
}

type NewWords = Pick<Extract<NewEvent, { type: 'answer.assessed' }>, 'text' | 'source' | 'heard'>
