import type { StoreApi } from 'zustand/vanilla'
import type { Assessment } from '../../questions/finding.ts'
import type { AnswerContext } from '../assess/types.ts'
import { answersOf, type Answer } from '../session/answers.ts'
import { secondsAloud } from '../session/band.ts'
import { contextOf } from '../session/context.ts'
import type { NewEvent } from '../session/door.ts'
import type { InterviewerPorts, Room } from './room.ts'

interface Parts {
  ports: Pick<InterviewerPorts, 'session' | 'assessor' | 'typeUp'>
  room: StoreApi<Room>
  isEnding: () => boolean
  isClosed: () => boolean
}

/** Has the answers assessed. */
export interface Assessing {
  /** Assesses the answer that was given last, and sends what came of it. Asked again for the same answer, sends it again. */
  assess(): Promise<void>
  /** Gets ahead with what has been typed so far. */
  prepare(text: string): void
  /** Has a typed answer assessed while its end is still being written down. */
  begin(): void
  /** Goes on with what was typed of a spoken answer, or with nothing. */
  giveText(wanted: boolean): void
}

export function assessAnswers({ ports, room, isEnding, isClosed }: Parts): Assessing {
  const { session, assessor } = ports
  const { header } = session
  /** The answer that is being assessed, and what came of it. */
  let assessing = -1
  let early: { answer: number; text: string; assessment: Promise<Assessment> } | null = null
  let judged: { answer: number; event: NewEvent } | null = null
  let textGiven: ((wanted: boolean) => void) | null = null

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

  return {
    async assess() {
      const all = answers()
      const answer = all.at(-1)
      if (!answer) return
      if (judged?.answer === answer.index) return void session.send(judged.event)
      if (answer.index === assessing) return
      assessing = answer.index
      const typed = answer.input === 'keyboard'
      const wantsText = !typed && ports.typeUp && answer.speakingMs > 0 && !isEnding()
      const wanted = wantsText ? await askForText() : true
      const text = wanted ? (room.getState().draft || answer.text || '').trim() : ''
      const seconds = typed ? secondsAloud(text) : answer.speakingMs / 1000
      room.setState({ draft: '', wantsText: false })
      judged = { answer: answer.index, event: { type: 'answer.unheard', seconds } }
      if (text !== '') {
        const context = contextOf({ header }, all, answer.index)
        const ahead = early?.answer === answer.index && early.text === text ? early.assessment : null
        const assessment = await (ahead ?? assessor.assess({ text, seconds }, context))
        judged.event = { type: 'answer.assessed', text, source: 'typed', seconds, assessment }
      }
      // Refused while the session is paused; then it is sent when the session comes back to it.
      if (!isClosed()) session.send(judged.event)
    },
    prepare(text) {
      const now = underWay()
      if (now) assessor.prepare?.({ text, seconds: secondsAloud(text) }, now.context)
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
  }
}
