import { useMemo } from 'react'
import type { Measured } from '../debrief/measured.ts'
import { Select } from '../ui/Field.tsx'
import { RadioGroup } from '../ui/RadioGroup.tsx'
import styles from './Progress.module.css'
import type { Filter } from './progress.ts'
import { questionName } from './words.ts'

const modes = [
  { value: 'all', label: 'All' },
  { value: 'interview', label: 'Interviews' },
  { value: 'drill', label: 'Drills' },
] as const

/** Which answers are looked at: by mode and by question. */
export function Filters(props: {
  rows: readonly Measured[]
  filter: Filter
  change: (by: Partial<Filter>) => void
}) {
  const { rows, filter, change } = props
  const questions = useMemo(() => {
    const found = new Set(rows.map(({ question }) => question))
    // What the address asks for stands there even where no answer is left.
    if (filter.question !== null) found.add(filter.question)
    return [...found]
      .map((id) => ({ id, name: questionName(id) }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
  }, [rows, filter.question])
  return (
    <div className={styles.filters}>
      <RadioGroup
        legend="Answers in"
        options={modes}
        value={filter.mode ?? 'all'}
        onChange={(value) => change({ mode: value === 'all' ? null : value })}
      />
      <Select
        label="Question"
        value={filter.question ?? ''}
        onChange={({ target }) => change({ question: target.value || null })}
      >
        <option value="">Any question</option>
        {questions.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </div>
  )
}
