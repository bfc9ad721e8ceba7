import type { ReactNode } from 'react'
import { Aloud } from '../ui/Aloud.tsx'
import { SelfReviewSetting } from '../selfreview/SelfReviewSetting.tsx'
import { BackupSettings } from '../ui/BackupSettings.tsx'
import { ButtonLink } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { TurnTaking } from '../ui/TurnTaking.tsx'
import styles from './SettingsScreen.module.css'
import { Storage } from './Storage.tsx'
import { Words } from './Words.tsx'

/** What holds for every interview, a section for each matter. */
export default function SettingsScreen() {
  return (
    <Page title="Settings">
      <div className={styles.sections}>
        <Section id="words" title="Words">
          <Words />
        </Section>
        <Section id="voice" title="The interviewer’s voice">
          <div className={styles.fields}>
            <Aloud />
          </div>
        </Section>
        <Section id="turns" title="End of an answer">
          <TurnTaking />
        </Section>
        <Section id="review" title="Review">
          <SelfReviewSetting />
        </Section>
        <Section id="storage" title="Storage">
          <Storage />
        </Section>
        <Section id="backups" title="Backups">
          <div className={styles.fields}>
            <BackupSettings />
            <div>
              <ButtonLink href="/backup" size="small">
                Export, import
              </ButtonLink>
            </div>
          </div>
        </Section>
      </div>
    </Page>
  )
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}
