import type { Plan } from '../../machines/plan.ts'
import { signals } from '../../questions/signals.ts'
import type { SignalId } from '../../questions/ids.ts'
import type { Answer } from '../session/answers.ts'
import { changesOf, isUnchanged } from './changes.ts'
import styles from './ChangeNote.module.css'

/** What a correction changed, against what drove the interview. */
export function ChangeNote({ answer, plan }: { answer: Answer; plan: Plan | undefined }) {
  // Where no words were made out, the row says so.
  if (!answer.revised?.text.trim()) return null
  const changes = changesOf(answer.assessment, answer.revised.assessment)
  const labels = (ids: readonly SignalId[]) => ids.map((id) => signals[id].label).join(', ')
  const probes = (ids: readonly string[]) =>
    ids.map((id) => plan?.prompts.get(`${plan.bucket.id}/${id}`)?.label ?? id).join(', ')
  const lines = [
    ['Now found', labels(changes.appeared)],
    ['No longer found', labels(changes.vanished)],
    ['Now covered', probes(changes.covered)],
    ['No longer covered', probes(changes.uncovered)],
  ].filter(([, what]) => what !== '')
  return (
    <div className={styles.note}>
      <p>
        {howRevised(answer)}{' '}
        {isUnchanged(changes) ? 'The findings are the same.' : 'The interview itself stays as it was taken.'}
      </p>
      {lines.length > 0 && (
        <dl className={styles.changes}>
          {lines.map(([name, what]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}

function howRevised({ text, revised }: Answer): string {
  if (revised?.heard) return 'Transcribed afterwards.'
  return text === null ? 'Written down afterwards.' : 'Corrected.'
}
