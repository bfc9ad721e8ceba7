import licences from 'virtual:licences'
import { Page } from '../ui/Page.tsx'
import { LicenceList } from './LicenceList.tsx'

/** What the app is made of, and under which licences. */
export default function LicencesScreen() {
  return (
    <Page
      title="Licences"
      lead="What this app is made of, all of which is on this machine, and the words under which it may be used."
    >
      <LicenceList licences={licences} />
    </Page>
  )
}
