import { Checkbox } from '../ui/Field.tsx'
import { useSettings } from '../ui/settings.ts'

/** Whether findings wait for the candidate's own marks. */
export function SelfReviewSetting() {
  const { selfReview, change } = useSettings()
  return (
    <Checkbox
      label="Mark your answers first"
      hint="In the review you say of each answer what you think of it before the findings are shown. Each answer can be skipped."
      checked={selfReview}
      onChange={({ target }) => change({ selfReview: target.checked })}
    />
  )
}
