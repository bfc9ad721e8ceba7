import { Select } from '../ui/Field.tsx'
import { InputChoice } from '../ui/InputChoice.tsx'
import { useSettings } from '../ui/settings.ts'
import styles from './DrillsScreen.module.css'

const counts = [3, 5, 10, 15, 20]

/** How answers are given in drills, and how many are asked for. */
export function HowSettings() {
  const { drillItems, change } = useSettings()
  const offered = counts.includes(drillItems) ? counts : [...counts, drillItems].toSorted((a, b) => a - b)
  return (
    <div className={styles.how}>
      <InputChoice />
      <Select
        label="Items in a drill"
        hint="Rapid fire asks twice as many."
        value={drillItems}
        onChange={({ target }) => change({ drillItems: Number(target.value) })}
      >
        {offered.map((count) => (
          <option key={count} value={count}>
            {count}
          </option>
        ))}
      </Select>
    </div>
  )
}
