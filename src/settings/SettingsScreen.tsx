import { Page } from '../ui/Page.tsx'
import { Words } from './Words.tsx'
import styles from './SettingsScreen.module.css'

/** What holds for every interview, a section for each matter. */
export default function SettingsScreen() {
  return (
    <Page title="Settings">
      <div className={styles.sections}>
        <section className={styles.section} aria-labelledby="words">
          <h2 id="words">Words</h2>
          <Words />
        </section>
      </div>
    </Page>
  )
}
