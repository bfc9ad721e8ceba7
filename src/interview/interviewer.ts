import { createStore } from 'zustand/vanilla'
import { cutInAfterS } from '../../machines/limits.ts'
import { planRound, type Phase, type RoundView } from '../../machines/run.ts'
import { interviewerLines } from '../../questions/interviewer.ts'
import type { Assessment } from '../../questions/finding.ts'
import { answersOf } from '../session/answers.ts'
import { secondsAloud } from '../session/band.ts'
import { contextOf } from '../session/context.ts'
import type { NewEvent } from '../session/door.ts'
import type { Capture, SpokenLine } from '../speech/ports.ts'
import { listenToKeyboard, listenToMicrophone, type Listening, type Measured } from './listening.ts'
import { readSilently } from './reading.ts'
import { emptyRoom, type Interviewer, type InterviewerPorts, type Room } from './room.ts'
import { askAloud, choose, clarifyAloud, questionAloud } from './say.ts'

/** Ms between two saves of what is being typed. */
const draftEveryMs = 500

/**
 * Conducts a session: speaks when the machines say so, listens, has the answer assessed, cuts in. It decides nothing
 * that a machine decides; it turns what happens into events and hands them to the session's door.
 */
export function conductInterview(ports: InterviewerPorts): Interviewer {
  const { session, clock, voice, store } = ports
  const plans = planRound(session.header)
  const { seed, patience, clockFactor } = session.header
  const patienceS = cutInAfterS[patience]
  /** Length of an answer, in ms, at which the interviewer cuts in; null where every answer may run. */
  const limitMs = patienceS === null || clockFactor === null ? null : patienceS * clockFactor * 1000
  const room = createStore<Room>(() => ({ ...emptyRoom, input: ports.capture ? 'microphone' : 'keyboard' }))

  let capture = ports.capture
  let stopWatching: (() => void) | null = null
  let listening: Listening | null = null
  let line: SpokenLine | null = null
  let actedOn: RoundView | null = null
  /** The answer that is being assessed, and what came of it. */
  let assessing = -1
  let early: { answer: number; text: string; assessment: Promise<Assessment> } | null = null
  let judged: { answer: number; event: NewEvent } | null = null
  let textGiven: ((wanted: boolean) => void) | null = null
  let cancelCutIn: (() => void) | null = null
  let cancelDraft: (() => void) | null = null
  let finishing = false
  let ending = false
  let closed = false

  const phase = (): Phase => session.state().view.phase
  const answers = () => {
    const { entries, views } = session.state()
    return answersOf({ header: session.header, entries }, views)
  }

  /** Acts once on every view that is published. */
  function act() {
    const { view } = session.state()
    if (closed || view === actedOn) return
    actedOn = view
    switch (view.phase) {
      case 'asking':
        return ask(view)
      case 'speaking':
        return speak(room.getState().caption)
      case 'clarifying':
        return clarifyNow(view)
      case 'thinking':
      case 'answering':
        return watchLength()
      case 'assessing':
        return void assess()
      case 'over':
        return ending ? void session.send({ type: 'session.ended', by: 'candidate' }) : sayGoodbye()
      default:
    }
  }

  function ask(view: RoundView) {
    const plan = view.question === null ? undefined : plans[view.question]
    if (!plan || view.prompt === null) return
    void endListening()
    if (ending) return void session.send({ type: 'session.ended', by: 'candidate' })
    const text = askAloud({ view, plans, entries: session.state().entries, seed })
    room.setState({
      question: questionAloud(plan, view, seed),
      caption: text,
      captionAt: 0,
      wantsText: false,
    })
    const { question } = plan
    session.send({
      type: 'prompt.asked',
      question: question.id,
      prompt: view.prompt,
      branch: view.memory?.branch ?? null,
      text,
    })
  }

  function clarifyNow(view: RoundView) {
    const plan = view.question === null ? undefined : plans[view.question]
    const answersAlready = session.state().entries.at(-1)?.type === 'clarification.given'
    if (!plan || view.prompt === null || answersAlready) return
    void endListening()
    const text = clarifyAloud(plan, view.prompt)
    room.setState({ caption: text, captionAt: 0 })
    session.send({ type: 'clarification.given', text })
    speak(text)
  }

  /** Says a line, then gives the candidate the floor. */
  function speak(text: string) {
    const mine = say(text)
    void mine.done.then(() => {
      if (line !== mine) return
      line = null
      giveFloor()
    })
  }

  function say(text: string): SpokenLine {
    line?.stop()
    const spoken = voice.available
      ? voice.say(text, { onWord: (captionAt) => room.setState({ captionAt }) })
      : readSilently(text, clock)
    line = spoken
    return spoken
  }

  function giveFloor() {
    if (closed || (phase() !== 'speaking' && phase() !== 'clarifying')) return
    const { input } = room.getState()
    const take = capture && input === 'microphone' ? newTakeId() : null
    // The recording begins before the event is on disk: a first word is never lost to a slow write.
    const opened = take && capture ? openMicrophone(take, capture) : openKeyboard()
    if (!session.send({ type: 'listening.started', input: take ? 'microphone' : 'keyboard', take })) {
      void opened.finish()
      return
    }
    listening = opened
    room.setState({ phrases: [], speaking: false, draft: '', wantsText: false })
  }

  function newTakeId(): string {
    const taken = session.state().entries.filter((e) => e.type === 'listening.started').length
    return `${session.header.id}.${taken}`
  }

  function openMicrophone(take: string, from: Capture): Listening {
    const givenAt = session.now()
    return listenToMicrophone(take, {
      capture: from,
      store,
      session: session.header.id,
      onStart: (offsetMs) => session.send({ type: 'speech.started', offsetMs }, givenAt + offsetMs),
      onPhrases: (phrases, speaking) => room.setState({ phrases, speaking }),
      onUnsaved: () => room.setState({ audioUnsaved: true }),
    })
  }

  const openKeyboard = () =>
    listenToKeyboard(clock, (offsetMs) => session.send({ type: 'speech.started', offsetMs }))

  /** Ends the stretch of listening, if there is one; what was recorded is kept. */
  async function endListening(): Promise<Measured | null> {
    cancelCutIn?.()
    cancelCutIn = null
    saveDraft()
    const stretch = listening
    listening = null
    return stretch ? stretch.finish() : null
  }

  async function finishAnswer(by: 'candidate' | 'interviewer' | 'interruption') {
    if (phase() !== 'thinking' && phase() !== 'answering') return
    finishing = true
    assessEarly()
    const measured = await endListening()
    finishing = false
    if (measured && !closed) session.send({ type: 'answer.finished', by, ...measured })
  }

  /** Cuts in once the answer has run longer than the interviewer's patience, by the time of the answer and not of the timer. */
  function watchLength() {
    if (limitMs === null || cancelCutIn) return
    cancelCutIn = clock.after(Math.max(limitMs - (answerMs() ?? 0), 50), () => {
      cancelCutIn = null
      if (phase() !== 'thinking' && phase() !== 'answering') return
      if (!cutInIfDue()) watchLength()
    })
  }

  function cutInIfDue(): boolean {
    const due = limitMs !== null && (answerMs() ?? 0) >= limitMs
    if (due) void finishAnswer('interviewer')
    return due
  }

  function answerMs(): number | null {
    if (room.getState().input === 'keyboard') {
      const { draft } = room.getState()
      return draft ? secondsAloud(draft) * 1000 : null
    }
    const started = listening?.startedMs() ?? null
    return listening && started !== null ? Math.max(0, listening.elapsedMs() - started) : null
  }

  async function assess() {
    const all = answers()
    const answer = all.at(-1)
    if (!answer) return
    if (judged?.answer === answer.index) return void session.send(judged.event)
    if (answer.index === assessing) return
    assessing = answer.index
    const typed = answer.input === 'keyboard'
    const wantsText = !typed && ports.typeUp && answer.speakingMs > 0 && !ending
    const wanted = wantsText ? await askForText() : true
    const text = wanted ? (room.getState().draft || answer.text || '').trim() : ''
    const seconds = typed ? secondsAloud(text) : answer.speakingMs / 1000
    room.setState({ draft: '', wantsText: false })
    judged = { answer: answer.index, event: { type: 'answer.unheard', seconds } }
    if (text !== '') {
      const context = contextOf({ header: session.header }, all, answer.index)
      const ahead = early?.answer === answer.index && early.text === text ? early.assessment : null
      const assessment = await (ahead ?? ports.assessor.assess({ text, seconds }, context))
      judged.event = { type: 'answer.assessed', text, source: 'typed', seconds, assessment }
    }
    // Refused while the session is paused; then it is sent when the session comes back to it.
    if (!closed) session.send(judged.event)
  }

  /** The answer under way, and what an assessment may know of it. */
  function underWay() {
    const all = answers()
    const answer = all.at(-1)
    if (answer?.outcome !== 'open') return null
    return { answer, context: contextOf({ header: session.header }, all, answer.index) }
  }

  /** Has a typed answer assessed while its end is still being written down. */
  function assessEarly() {
    const text = room.getState().draft.trim()
    const now = underWay()
    if (now?.answer.input !== 'keyboard' || text === '') return
    const assessment = ports.assessor.assess({ text, seconds: secondsAloud(text) }, now.context)
    early = { answer: now.answer.index, text, assessment }
  }

  /** Whether there are words to assess. */
  function askForText(): Promise<boolean> {
    room.setState({ wantsText: true })
    return new Promise((resolve) => {
      textGiven = resolve
    })
  }

  function sayGoodbye() {
    const text = choose(interviewerLines.goodbye, seed, 'goodbye')
    room.setState({ caption: text, captionAt: 0 })
    void say(text).done.then(() => {
      if (!closed) session.send({ type: 'session.ended', by: 'completed' })
    })
  }

  function saveDraft() {
    cancelDraft?.()
    cancelDraft = null
    const { draft } = room.getState()
    if (!draft || !session.send({ type: 'draft.saved', text: draft })) return
    // An answer that is finishing is being assessed already.
    const now = finishing ? null : underWay()
    if (now) ports.assessor.prepare?.({ text: draft, seconds: secondsAloud(draft) }, now.context)
  }

  /** Leaves the answer, or what is being said, by the candidate's wish; what was typed is kept. */
  function leave(event: NewEvent) {
    if (finishing) return
    saveDraft()
    if (session.send(event)) interrupt()
  }

  function interrupt() {
    line?.stop()
    line = null
  }

  function watch(microphone: Capture) {
    stopWatching = microphone.on('lost', (reason) => {
      room.setState({ microphoneLost: reason, input: 'keyboard' })
      capture = null
      interviewer.pause()
      void endListening()
    })
  }

  const interviewer: Interviewer = {
    room,
    begin() {
      const { entries } = session.state()
      if (entries.length === 0) session.send({ type: 'session.started' })
      else session.send({ type: 'session.resumed', interrupted: true })
    },
    finish() {
      if (line) line.stop()
      else void finishAnswer('candidate')
    },
    repeat: () => leave({ type: 'repeat.requested' }),
    clarify: () => leave({ type: 'clarify.requested' }),
    decline: () => leave({ type: 'example.declined' }),
    skip: () => leave({ type: 'prompt.skipped' }),
    pause() {
      if (finishing) return
      saveDraft()
      if (!session.send({ type: 'session.paused', reason: room.getState().microphoneLost ?? '' })) return
      interrupt()
      listening?.pause()
      cancelCutIn?.()
      cancelCutIn = null
    },
    resume() {
      // An answer whose listening has ended (another microphone, typing instead) cannot go on: it is asked for again.
      if (session.send({ type: 'session.resumed', interrupted: listening === null })) listening?.resume()
    },
    end() {
      interrupt()
      ending = true
      textGiven?.(true)
      if (phase() === 'assessing' || finishing) return
      if (phase() === 'answering') return void finishAnswer('interruption')
      void endListening().then(() => session.send({ type: 'session.ended', by: 'candidate' }))
    },
    type(draft) {
      room.setState({ draft })
      listening?.typed()
      cancelDraft ??= clock.after(draftEveryMs, saveDraft)
      if (phase() === 'answering' && room.getState().input === 'keyboard') cutInIfDue()
    },
    submitText(wanted = true) {
      textGiven?.(wanted)
      textGiven = null
    },
    useKeyboard(reason) {
      saveDraft()
      const old = capture
      capture = null
      stopWatching?.()
      room.setState({ input: 'keyboard', microphoneLost: null })
      session.send({ type: 'input.changed', input: 'keyboard', reason })
      void endListening().then(() => old?.close())
    },
    useMicrophone(opened) {
      capture = opened
      watch(opened)
      room.setState({ input: 'microphone', microphoneLost: null })
      session.send({ type: 'input.changed', input: 'microphone', reason: '' })
    },
    answerMs,
    thinkingMs: () => listening?.startedMs() ?? listening?.elapsedMs() ?? 0,
    async close() {
      closed = true
      unsubscribe()
      stopWatching?.()
      interrupt()
      saveDraft()
      await endListening()
      await capture?.close()
      ports.assessor.close()
      voice.close()
    },
  }
  const unsubscribe = session.subscribe(act)
  if (capture) watch(capture)
  return interviewer
}
