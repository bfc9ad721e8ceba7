import { Aloud } from '../ui/Aloud.tsx'
import { SelfReviewSetting } from '../selfreview/SelfReviewSetting.tsx'
import { BackupSettings } from '../ui/BackupSettings.tsx'
import { ButtonLink } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { Part, Parts } from '../ui/Parts.tsx'
import { TurnTaking } from '../ui/TurnTaking.tsx'
import { Storage } from './Storage.tsx'
import { Words } from './Words.tsx'

/** What holds for every interview, a section for each matter. */
export default function SettingsScreen() {
  return (
    <Page title="Settings">
      <Parts>
        <Part title="Words">
          <Words />
        </Part>
        <Part title="The interviewer’s voice">
          <Aloud />
        </Part>
        <Part title="End of an answer">
          <TurnTaking />
        </Part>
        <Part title="Review">
          <SelfReviewSetting />
        </Part>
        <Part title="Storage">
          <Storage />
        </Part>
        <Part title="Backups">
          <BackupSettings />
          <div>
            <ButtonLink href="/backup" size="small">
              Export, import
            </ButtonLink>
          </div>
        </Part>
      </Parts>
    </Page>
  )
}
