import { useId } from 'react'
import { Button } from '../ui/Button.tsx'
import { Field, Select } from '../ui/Field.tsx'
import styles from './Filters.module.css'
import { filtersIn, sorts, spans, ways, type Choices, type View } from './view.ts'

/** The words to look for, the filters and the order. */
export function Filters(props: {
  view: View
  change: (by: Partial<View>) => void
  choices: Choices
  open: boolean
  onOpen: (open: boolean) => void
  search: React.Ref<HTMLInputElement>
  /** Beside the order. */
  children: React.ReactNode
}) {
  const { view, change, choices, open, onOpen, search, children } = props
  const panel = useId()
  const set = filtersIn(view)
  return (
    <search className={styles.filters}>
      <div className={styles.bar}>
        <Field
          ref={search}
          type="search"
          label="Search titles, tags, answers and findings"
          labelHidden
          placeholder="Search titles, tags, answers, findings"
          className={styles.words}
          value={view.q}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => change({ q: target.value })}
        />
        <Button aria-expanded={open} aria-controls={panel} onClick={() => onOpen(!open)}>
          {set === 0 ? 'Filters' : `Filters (${set})`}
        </Button>
        <Select
          label="Order"
          labelHidden
          className={styles.order}
          value={view.sort}
          onChange={({ target }) => change({ sort: target.value as View['sort'] })}
        >
          <Options of={sorts} />
        </Select>
        {children}
      </div>
      <div id={panel} hidden={!open} className={styles.panel}>
        <Choice
          label="Question"
          any="Any question"
          name="question"
          of={choices.questions}
          {...{ view, change }}
        />
        <Choice label="Tag" any="Any tag" name="tag" of={choices.tags} {...{ view, change }} />
        <Choice label="Level" any="Any level" name="level" of={choices.levels} {...{ view, change }} />
        <Select
          label="Answers"
          value={view.mode}
          onChange={({ target }) => change({ mode: target.value as View['mode'] })}
        >
          <option value="">Spoken or typed</option>
          <Options of={ways} only={choices.ways} keep={view.mode} />
        </Select>
        <Select
          label="When"
          value={view.span}
          onChange={({ target }) => change({ span: target.value as View['span'] })}
        >
          <option value="">At any time</option>
          <Options of={spans} />
        </Select>
        {view.span === 'dates' && (
          <>
            <Field
              type="date"
              label="From"
              value={view.from}
              max={view.to || undefined}
              onChange={({ target }) => change({ from: target.value })}
            />
            <Field
              type="date"
              label="To"
              value={view.to}
              min={view.from || undefined}
              onChange={({ target }) => change({ to: target.value })}
            />
          </>
        )}
        {set > 0 && (
          <Button
            kind="quiet"
            className={styles.clear}
            onClick={() => change({ question: '', mode: '', level: '', span: '', from: '', to: '', tag: '' })}
          >
            Clear filters
          </Button>
        )}
      </div>
    </search>
  )
}

function Options<T extends string>(props: {
  of: Readonly<Record<T, string>>
  only?: readonly T[]
  keep?: string
}) {
  const { of, only, keep } = props
  const shown = (Object.entries(of) as [T, string][]).filter(
    ([value]) => !only || only.includes(value) || value === keep,
  )
  return shown.map(([value, label]) => (
    <option key={value} value={value}>
      {label}
    </option>
  ))
}

/** One of what the sessions have. What the address asks for stands there even where no session has it any more. */
function Choice(props: {
  label: string
  any: string
  name: 'question' | 'tag' | 'level'
  of: readonly string[]
  view: View
  change: (by: Partial<View>) => void
}) {
  const { label, any, name, of, view, change } = props
  const value = view[name]
  const shown = value === '' || of.includes(value) ? of : [value, ...of]
  return (
    <Select
      label={label}
      value={value}
      disabled={shown.length === 0}
      onChange={({ target }) => change({ [name]: target.value })}
    >
      <option value="">{shown.length === 0 ? `No ${label.toLowerCase()} yet` : any}</option>
      {shown.map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
    </Select>
  )
}
