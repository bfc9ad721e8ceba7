import { useState } from 'react'
import { lengths, type Patience } from '../../machines/limits.ts'
import { guideTitles } from '../../questions/titles.ts'
import { Button } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { Part, Parts } from '../ui/Parts.tsx'
import { InputChoice } from '../ui/InputChoice.tsx'
import { RadioGroup } from '../ui/RadioGroup.tsx'
import { useSettings, type Choices, type Settings } from '../ui/settings.ts'
import { useShortcuts } from '../ui/shortcuts.ts'
import { TakenElsewhere, useTakenElsewhere, whyNot } from '../ui/taking.tsx'
import { ErrorState } from '../ui/States.tsx'
import { SpaceNotice } from '../ui/SpaceNotice.tsx'
import { storeWordsOf } from '../ui/storage.ts'
import { TurnTaking } from '../ui/TurnTaking.tsx'
import { limitsOf, pickQuestions } from './header.ts'
import { ListeningLine } from './ListeningLine.tsx'
import { MicrophoneCheck } from './MicrophoneCheck.tsx'
import { OfflineLine } from './OfflineLine.tsx'
import { Questions } from './Questions.tsx'
import { RecogniserLine } from './RecogniserLine.tsx'
import styles from './SetupScreen.module.css'
import { VoiceSettings } from './VoiceSettings.tsx'
import { lengthWords, levelOptions, levelWords, patienceWords } from './words.ts'
import { messageOf } from '../platform/messageOf.ts'

const titles = Object.entries(guideTitles).map(([id, title]) => ({ id, title }))
const patiences: Patience[] = ['off', 'gentle', 'realistic', 'tough']

/** What is asked, how strictly, and how it is answered. All of it is remembered. */
export default function SetupScreen({ start }: { start: (choices: Choices) => Promise<void> }) {
  const { choices, choose, clockFactor } = useSettings()
  const starting = useStart(() => start(choices))
  const count = pickQuestions(titles, choices, 0).length
  const elsewhere = useTakenElsewhere()
  const mayBegin = count > 0 && elsewhere === null
  useShortcuts([{ key: 'Enter', label: 'start the interview', action: starting.begin, when: mayBegin }])
  const cutsIn = clockFactor !== null && choices.patience !== 'off'
  const minutes = (length: Choices['length']) => minutesWords(limitsOf(length, clockFactor).questionBudgetMs)
  return (
    <Page
      title="Set up an interview"
      actionStays
      action={
        <div className={styles.start}>
          <Button
            kind="primary"
            size="large"
            shortcut="Enter"
            disabled={starting.busy || count === 0}
            {...whyNot(elsewhere)}
            onClick={starting.begin}
          >
            Start
          </Button>
          <p className={styles.quiet} aria-live="polite">
            {count === 0 ? 'Choose a question first.' : totalWords(count, choices.length, clockFactor)}
          </p>
        </div>
      }
    >
      <Parts>
        <TakenElsewhere />
        {starting.problem !== null && (
          <ErrorState
            title="The interview could not be started"
            detail={starting.problem.detail}
            actions={<Button onClick={starting.begin}>Try again</Button>}
          >
            <p>The session could not be kept on this machine: {starting.problem.words}</p>
          </ErrorState>
        )}
        <Part title="Questions">
          <Questions questions={titles} choices={choices} choose={choose} />
        </Part>
        <Part title="Interviewer">
          <RadioGroup
            legend="Level"
            options={levelOptions}
            value={choices.level}
            onChange={(level) => choose({ level })}
            note={levelWords[choices.level]}
          />
          <RadioGroup
            legend="Length"
            options={lengths.map((value) => ({
              value,
              label: lengthWords[value].label,
              hint: minutes(value),
            }))}
            value={choices.length}
            onChange={(length) => choose({ length })}
            note={lengthWords[choices.length].note}
          />
          {clockFactor !== null && (
            <RadioGroup
              legend="Patience"
              options={patiences.map((value) => ({ value, label: patienceWords[value].label }))}
              value={choices.patience}
              onChange={(patience) => choose({ patience })}
              note={patienceWords[choices.patience].note}
            />
          )}
        </Part>
        <Part title="Your answers">
          <InputChoice
            legendHidden
            typedNote={cutsIn ? 'The interviewer cuts in by that time, too.' : undefined}
          />
          {choices.input === 'microphone' && (
            <>
              <SpaceNotice />
              <MicrophoneCheck
                device={choices.device}
                onDevice={(device) => choose({ device })}
                onType={() => choose({ input: 'keyboard' })}
              />
              <TurnTaking />
            </>
          )}
          {choices.input === 'microphone' && <RecogniserLine />}
          <ListeningLine />
          <OfflineLine />
        </Part>
        <Part title="How questions come">
          <VoiceSettings />
        </Part>
      </Parts>
    </Page>
  )
}

function useStart(start: () => Promise<void>) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<{ detail: string; words: string } | null>(null)
  const begin = async () => {
    if (busy) return
    setBusy(true)
    setProblem(null)
    try {
      await start()
    } catch (error) {
      const detail = messageOf(error)
      setProblem({ detail, words: storeWordsOf(error) })
      setBusy(false)
    }
  }
  return { busy, problem, begin: () => void begin() }
}

const minutesWords = (ms: number | null): string => (ms === null ? 'no limit' : `${ms / 60_000} min each`)

function totalWords(count: number, length: Choices['length'], clockFactor: Settings['clockFactor']): string {
  const questions = count === 1 ? '1 question' : `${count} questions`
  const { questionBudgetMs } = limitsOf(length, clockFactor)
  if (questionBudgetMs === null) return `${questions}, no limit`
  return `${questions}, up to ${Math.round((count * questionBudgetMs) / 60_000)} min`
}
