import { createStore } from 'zustand/vanilla'
import { planRound, type RoundView } from '../../machines/run.ts'
import { interviewerLines } from '../../questions/interviewer.ts'
import type { NewEvent } from '../session/door.ts'
import { isHopeless, type StoreProblem } from '../session/store.ts'
import type { SpokenLine } from '../speech/ports.ts'
import { assessAnswers } from './assessing.ts'
import { createAudioWriter } from './audioWriter.ts'
import { keepDrafts } from './drafts.ts'
import { openFloor } from './floor.ts'
import { holdMicrophone } from './microphone.ts'
import { markMoment, markShown } from './moments.ts'
import { readSilently } from './reading.ts'
import { emptyRoom, type Interviewer, type InterviewerPorts, type Room } from './room.ts'
import { askAloud, choose, clarifyAloud, questionAloud } from './say.ts'

/**
 * Conducts a session: speaks when the machines say so, listens, has the answer assessed, cuts in. It decides nothing
 * that a machine decides; it turns what happens into events and hands them to the session's door.
 */
export function conductInterview(ports: InterviewerPorts): Interviewer {
  const { session, clock, voice } = ports
  const plans = planRound(session.header)
  const { seed } = session.header
  const room = createStore<Room>(() => ({ ...emptyRoom, input: ports.capture ? 'microphone' : 'keyboard' }))

  let line: SpokenLine | null = null
  let actedOn: RoundView | null = null
  let ending = false
  let hopeless = false
  let closed = false

  const phase = () => session.state().view.phase
  const isClosed = () => closed
  const microphone = holdMicrophone(ports.capture, (reason) => {
    room.setState({ microphoneLost: reason, input: 'keyboard' })
    interviewer.pause()
    void floor.leave()
  })
  const assessing = assessAnswers({
    ports,
    room,
    words: () => floor.words,
    isEnding: () => ending,
    isClosed,
  })
  const drafts = keepDrafts({
    session,
    clock,
    room,
    // An answer that is finishing is being assessed already.
    onSaved: (text) => floor.finishing || assessing.prepare(text),
  })
  const audio = createAudioWriter({
    store: ports.store,
    clock,
    onProblem(audioProblem) {
      room.setState({ audioProblem })
      if (!closed) stopWhereHopeless(audioProblem)
    },
  })
  const floor = openFloor({
    ports,
    audio,
    room,
    microphone,
    isClosed,
    onFinishing: assessing.begin,
    onLeaving: drafts.save,
    onWords: (text) => assessing.hear(text, floor.answerMs() ?? 0),
  })

  /** Acts once on every view that is published. */
  function act() {
    const { view, problem, entries } = session.state()
    if (closed) return
    if (problem === null) markShown(entries.length)
    stopWhereHopeless(problem)
    if (view === actedOn) return
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
        return floor.watchLength()
      case 'assessing':
        return void assessing.assess()
      case 'over':
        void floor.leave()
        return ending ? void session.send({ type: 'session.ended', by: 'candidate' }) : sayGoodbye()
      default:
    }
  }

  /** Nothing more can be saved from this tab: the candidate is told before they say more. */
  function stopWhereHopeless(problem: StoreProblem | null) {
    if (hopeless || !isHopeless(problem)) return
    hopeless = true
    interviewer.pause()
  }

  function ask(view: RoundView) {
    const plan = view.question === null ? undefined : plans[view.question]
    if (!plan || view.prompt === null) return
    void floor.leave()
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
    // What may be said next is ready by then.
    voice.prepare?.(clarifyAloud(plan, view.prompt))
  }

  function clarifyNow(view: RoundView) {
    const plan = view.question === null ? undefined : plans[view.question]
    const answersAlready = session.state().entries.at(-1)?.type === 'clarification.given'
    if (!plan || view.prompt === null || answersAlready) return
    void floor.leave()
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
      floor.give()
    })
  }

  function say(text: string): SpokenLine {
    line?.stop()
    markMoment('line')
    const spoken = voice.available
      ? voice.say(text, {
          onWord: (captionAt) => room.setState({ captionAt }),
          onStart: (atMs) => markMoment('sound', atMs),
        })
      : readSilently(text, clock)
    line = spoken
    return spoken
  }

  function sayGoodbye() {
    const text = choose(interviewerLines.goodbye, seed, 'goodbye')
    room.setState({ caption: text, captionAt: 0 })
    void say(text).done.then(() => {
      if (!closed) session.send({ type: 'session.ended', by: 'completed' })
    })
  }

  /** Leaves the answer, or what is being said, by the candidate's wish; what was typed is kept. */
  function leave(event: NewEvent) {
    if (floor.finishing) return
    drafts.save()
    if (session.send(event)) interrupt()
  }

  function interrupt() {
    line?.stop()
    line = null
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
      else void floor.finish('candidate')
    },
    keepFloor: floor.keep,
    repeat: () => leave({ type: 'repeat.requested' }),
    clarify: () => leave({ type: 'clarify.requested' }),
    decline: () => leave({ type: 'example.declined' }),
    skip: () => leave({ type: 'prompt.skipped' }),
    pause() {
      if (floor.finishing) return
      drafts.save()
      if (!session.send({ type: 'session.paused', reason: room.getState().microphoneLost ?? '' })) return
      interrupt()
      floor.pause()
    },
    resume() {
      // An answer whose listening has ended (another microphone, typing instead) cannot go on: it is asked for again.
      if (session.send({ type: 'session.resumed', interrupted: !floor.open })) floor.resume()
    },
    end() {
      interrupt()
      ending = true
      assessing.giveText(true)
      assessing.hurry()
      if (phase() === 'assessing' || floor.finishing) return
      if (phase() === 'answering') return void floor.finish('interruption')
      void floor.leave().then(() => session.send({ type: 'session.ended', by: 'candidate' }))
    },
    type(draft) {
      room.setState({ draft })
      drafts.changed()
      floor.typed()
    },
    submitText: (wanted = true) => assessing.giveText(wanted),
    useKeyboard(reason) {
      drafts.save()
      const old = microphone.giveUp()
      room.setState({ input: 'keyboard', microphoneLost: null })
      session.send({ type: 'input.changed', input: 'keyboard', reason })
      void floor.leave().then(() => old?.close())
    },
    useMicrophone(opened) {
      microphone.connect(opened)
      room.setState({ input: 'microphone', microphoneLost: null })
      session.send({ type: 'input.changed', input: 'microphone', reason: '' })
    },
    answerMs: floor.answerMs,
    thinkingMs: floor.thinkingMs,
    takingIn: () => floor.finishing || (phase() === 'assessing' && !room.getState().wantsText),
    closing: floor.closing,
    saved: audio.saved,
    async close() {
      closed = true
      unsubscribe()
      const capture = microphone.giveUp()
      interrupt()
      drafts.save()
      assessing.close()
      await floor.leave()
      await capture?.close()
      ports.assessor.close()
      voice.close()
    },
  }
  const unsubscribe = session.subscribe(act)
  return interviewer
}
