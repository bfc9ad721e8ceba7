import type { InterviewEvent } from '../../machines/events.ts'
import { startRound } from '../../machines/run.ts'
import { guidePack, type SignalId } from '../../questions/index.ts'
import { drillHeader, type NewDrill } from '../../src/drills/header.ts'
import type { Header, Log } from '../../src/session/log.ts'

export const newDrill = (given: Partial<NewDrill>): NewDrill => ({
  id: 'drill-1',
  createdAt: '2026-11-22T18:20:00.000Z',
  today: '2026-11-22',
  seed: 1,
  kind: 'first-answer',
  count: 5,
  chosen: null,
  level: 'L6',
  input: 'microphone',
  clockFactor: 1,
  pack: guidePack,
  engines: { app: '0.1.0', assess: 'test' },
  ...given,
})

/** What the candidate does at one prompt. */
export type Turn =
  | { does: 'skip' | 'decline' | 'clarify' | 'repeat' | 'unheard' }
  /** Goes back to a question, by its place, instead of answering this one. */
  | { does: 'retry'; question: number }
  | {
      does: 'answer'
      signals?: SignalId[]
      covered?: string[]
      text?: string
      seconds?: number
      thinkingMs?: number
      abstained?: string
    }

/**
 * A drill that is played to its end: what the machines want to be asked is asked, and the turns are taken in order; an
 * answer that shows nothing is given once there are none left.
 */
export function playDrill(given: Partial<NewDrill> | Header, turns: readonly Turn[] = []): Log {
  const header = 'version' in given ? given : drillHeader(newDrill(given))
  const round = startRound(header)
  const entries: InterviewEvent[] = []
  let at = 0
  const send = (event: InterviewEvent) => {
    if (!round.accepts(event)) throw new Error(`the machines refuse ${JSON.stringify(event)}`)
    round.send(event)
    entries.push(event)
  }
  send({ type: 'session.started', at })
  for (let turn = 0; round.view().phase !== 'over' && turn < 1_000; turn++) {
    const { phase, question, prompt, memory } = round.view()
    const id = header.questions[question ?? -1]?.id
    if (id === undefined || prompt === null) throw new Error('nothing is asked')
    at += 300
    if (phase === 'clarifying') send({ type: 'clarification.given', at, text: 'I mean this.' })
    else
      send({ type: 'prompt.asked', at, question: id, prompt, branch: memory?.branch ?? null, text: prompt })
    at += 2_000
    send({ type: 'listening.started', at, input: header.input, take: null })
    const now = turns[turn] ?? { does: 'answer' as const }
    if (now.does === 'skip') send({ type: 'prompt.skipped', at })
    else if (now.does === 'decline') send({ type: 'example.declined', at })
    else if (now.does === 'clarify') send({ type: 'clarify.requested', at })
    else if (now.does === 'retry') send({ type: 'question.retried', at, question: now.question })
    else if (now.does === 'repeat') send({ type: 'repeat.requested', at })
    else {
      const said: Partial<Extract<Turn, { does: 'answer' }>> = now.does === 'answer' ? now : {}
      const { signals = [], covered = [], text = 'It went well.', seconds = 20, thinkingMs = 1_500 } = said
      send({ type: 'speech.started', at: at + thinkingMs, offsetMs: thinkingMs })
      const speakingMs = seconds * 1_000
      at += thinkingMs + speakingMs
      const phrases = [{ startMs: thinkingMs, endMs: thinkingMs + speakingMs }]
      send({ type: 'answer.finished', at, by: 'silence', thinkingMs, speakingMs, phrases })
      at += 20
      if (now.does === 'unheard') send({ type: 'answer.unheard', at, seconds })
      else
        send({
          type: 'answer.assessed',
          at,
          text,
          source: 'recognised',
          seconds,
          assessment: {
            engine: 'test',
            abstained: said.abstained ?? null,
            findings: signals.map((signal) => ({ signal, quote: '', start: null, end: null })),
            covered,
          },
        })
    }
  }
  send({ type: 'session.ended', at: at + 500, by: 'completed' })
  return { header, entries }
}
