import { createStore } from 'zustand/vanilla'
import { planRound, type RoundView } from '../../machines/run.ts'
import { interviewerLines } from '../../questions/interviewer.ts'
import type { NewEvent } from '../session/door.ts'
import type { Entry } from '../session/log.ts'
import { isHopeless, type StoreProblem } from '../session/store.ts'
import type { SpokenLine } from '../speech/ports.ts'
import { assessAnswers } from './assessing.ts'
import { createAudioWriter } from './audioWriter.ts'
import { keepDrafts } from './drafts.ts'
import { openFloor } from './floor.ts'
import { holdMicrophone } from './microphone.ts'
import { markMoment, markShown } from './moments.ts'
import { lastAsked } from './moves.ts'
import { readSilently } from './reading.ts'
import { emptyRoom, type Interviewer, type InterviewerPorts, type Room } from './room.ts'
import { watchSleep, type Slept } from './sleep.ts'
import { askAloud, choose, clarifyAloud, questionAloud } from './say.ts'

/**
 * Conducts a session: speaks when the machines say so, listens, has the answer assessed, cuts in. It decides nothing
 * that a machine decides; it turns what happens into events and hands them to the session's door.
 */
export function conductInterview(ports: InterviewerPorts): Interviewer {
  const { session, clock, voice } = ports
  const plans = planRound(session.header)
  const { seed } = session.header
  const isDrill = session.header.mode === 'drill'
  const room = createStore<Room>(() => ({ ...emptyRoom, input: ports.capture ? 'microphone' : 'keyboard' }))

  let line: SpokenLine | null = null
  let actedOn: RoundView | null = null
  let ending = false
  /** The question to begin afresh as soon as the answer before it was taken in. */
  let retrying: number | null = null
  let hopeless = false
  let closed = false

  const phase = () => session.state().view.phase
  const isClosed = () => closed
  const planOf = ({ question }: RoundView) => (question === null ? undefined : plans[question])
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
    onJudged: askAhead,
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
        if (goBack()) return
        return ask(view, entries)
      case 'speaking':
        // It was asked before this was shown, and something else has been wanted since.
        if (ending) return void session.send({ type: 'session.ended', by: 'candidate' })
        if (goBack()) return
        return askNow(view, entries)
      case 'clarifying':
        if (goBack()) return
        return clarifyNow(view)
      case 'thinking':
      case 'answering':
        return floor.watchLength()
      case 'assessing':
        return void assessing.assess()
      case 'over':
        if (goBack()) return
        void floor.leave()
        if (ending) return void session.send({ type: 'session.ended', by: 'candidate' })
        // A drill stays open at its end: its last item may be taken again.
        if (!isDrill) sayGoodbye()
        return
      default:
    }
  }

  /** Nothing more can be saved from this tab: the candidate is told before they say more. */
  function stopWhereHopeless(problem: StoreProblem | null) {
    if (hopeless || !isHopeless(problem)) return
    hopeless = true
    interviewer.pause()
  }

  /** Goes back to the question that is wanted afresh; says whether there is one. */
  function goBack(): boolean {
    const question = retrying
    retrying = null
    return question !== null && !ending && session.send({ type: 'question.retried', question })
  }

  /** Has the next prompt written down together with the answer before it. */
  function askAhead() {
    const { view, entries } = session.ahead()
    if (view.phase === 'asking' && retrying === null && !ending) ask(view, entries)
  }

  function ask(view: RoundView, entries: readonly Entry[]) {
    const plan = planOf(view)
    if (!plan || view.prompt === null) return
    void floor.leave()
    if (ending) return void session.send({ type: 'session.ended', by: 'candidate' })
    const text = askAloud({ view, plans, entries, seed, bare: isDrill })
    // Its sound is made while it is being written down.
    voice.prepare?.(text)
    session.send({
      type: 'prompt.asked',
      question: plan.question.id,
      prompt: view.prompt,
      branch: view.memory?.branch ?? null,
      text,
    })
    // What may be said next is ready by then.
    const next = isDrill ? plans[(view.question ?? 0) + 1] : undefined
    if (next) voice.prepare?.(questionAloud(next, { prompt: next.first, memory: null }, seed))
    voice.prepare?.(clarifyAloud(plan, view.prompt))
  }

  /** Shows and says what was asked. */
  function askNow(view: RoundView, entries: readonly Entry[]) {
    const plan = planOf(view)
    if (!plan) return
    const caption = lastAsked(entries)
    room.setState({ question: questionAloud(plan, view, seed), caption, captionAt: 0, wantsText: false })
    speak(caption)
  }

  function clarifyNow(view: RoundView) {
    const plan = planOf(view)
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

  function pause(slept: Slept | null) {
    if (floor.finishing) return
    // The session's time ends where the computer fell asleep.
    const at = slept ? session.now() - slept.countedMs : undefined
    drafts.save(at)
    const reason = slept ? 'slept' : (room.getState().microphoneLost ?? '')
    if (!session.send({ type: 'session.paused', reason }, at)) return
    room.setState({ slept: slept?.forMs ?? null })
    interrupt()
    floor.pause(slept?.countedMs)
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
      else if (isDrill && phase() === 'over') session.send({ type: 'session.ended', by: 'completed' })
      else void floor.finish('candidate')
    },
    keepFloor: floor.keep,
    repeat: () => leave({ type: 'repeat.requested' }),
    clarify: () => leave({ type: 'clarify.requested' }),
    decline: () => leave({ type: 'example.declined' }),
    skip: () => leave({ type: 'prompt.skipped' }),
    retry(question) {
      if (floor.finishing || phase() === 'assessing') retrying = question
      else leave({ type: 'question.retried', question })
    },
    pause: () => pause(null),
    resume() {
      room.setState({ slept: null })
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
      // Who leaves a drill at its end is done with it.
      if (isDrill && phase() === 'over') session.send({ type: 'session.ended', by: 'completed' })
      closed = true
      unsubscribe()
      stopWatching()
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
  const stopWatching = ports.page
    ? watchSleep({ ...ports.page, clock, recordedMs: floor.recordedMs, onSlept: pause })
    : () => {}
  return interviewer
}
