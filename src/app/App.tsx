import { Suspense, useEffect, type ReactNode } from 'react'
import { Route, Switch, useLocation, type RouteComponentProps } from 'wouter'
import { HomeScreen } from '../home/HomeScreen.tsx'
import type { StoreError } from '../session/store.ts'
import { whenIdle } from '../platform/idle.ts'
import { ServicesContext, type Services } from '../ui/services.ts'
import { useSettings, type Choices } from '../ui/settings.ts'
import { LoadingState } from '../ui/States.tsx'
import { StorageNotice, UnsavedNotice } from '../ui/StorageNotice.tsx'
import { Toasts } from '../ui/Toasts.tsx'
import { NotFound } from './NotFound.tsx'
import { screen } from './screen.tsx'
import { useReviewAhead } from './useReviewAhead.ts'
import { ScreenBoundary } from './ScreenBoundary.tsx'
import { StoreNotice } from './StoreNotice.tsx'

const SetupScreen = screen('/setup', () => import('../setup/SetupScreen.tsx'))
const DrillsScreen = screen('/drills', () => import('../drills/DrillsScreen.tsx'))
const LibraryScreen = screen('/sessions', () => import('../library/LibraryScreen.tsx'))
const SettingsScreen = screen('/settings', () => import('../settings/SettingsScreen.tsx'))
const BackupScreen = screen('/backup', () => import('../backup/BackupScreen.tsx'))
const DiagnosticsScreen = screen<object>('/diagnostics', () => import('../diagnostics/DiagnosticsScreen.tsx'))
const LicencesScreen = screen('/licences', () => import('../licences/LicencesScreen.tsx'))
const InterviewScreen = screen<RouteComponentProps>(
  '/interview/',
  () => import('../interview/InterviewScreen.tsx'),
)
const CompareScreen = screen<RouteComponentProps<{ before: string; after: string }>>(
  '/compare/',
  () => import('../takes/CompareScreen.tsx'),
)
const ProgressScreen = screen('/progress', () => import('../progress/ProgressScreen.tsx'))
const ReviewScreen = screen<RouteComponentProps>('/review/', () => import('../review/ReviewScreen.tsx'))

/** Where each screen may lead next, by its path: what loads while there is nothing else to do. */
const nextOf: Record<string, readonly { ahead(): void }[]> = {
  // One key leads to the drills, and the next one starts one, which must not fall into a gap.
  '/': [DrillsScreen],
  '/drills': [InterviewScreen],
  '/setup': [InterviewScreen],
  '/sessions': [ReviewScreen],
}

/** The whole app: its screens by address, each within what catches its failures. */
export function App(props: {
  services: Services
  storeProblem: StoreError | null
  /** Called once the first screen is there, or is being loaded. */
  onShown?: () => void
}) {
  const { services, storeProblem, onShown } = props
  const [path, go] = useLocation()
  const inInterview = path.startsWith('/interview/')
  useEffect(() => onShown?.(), [onShown])
  useReviewAhead(services.store)
  useEffect(() => {
    void whenIdle().then(() => nextOf[path]?.forEach((next) => next.ahead()))
  }, [path])
  const start = async (choices: Choices) => {
    const { startSession } = await import('./start.ts')
    const id = await startSession(services.store, choices, useSettings.getState().clockFactor)
    go(`/interview/${id}`)
  }
  return (
    <ServicesContext value={services}>
      {!services.store.durable && <StoreNotice problem={storeProblem} exports={!inInterview} />}
      {/* An interview has its own place for it. */}
      {!inInterview && <StorageNotice />}
      <UnsavedNotice />
      <Guarded>
        <Switch>
          <Route path="/">
            <HomeScreen start={start} />
          </Route>
          <Route path="/setup">
            <SetupScreen start={start} />
          </Route>
          <Route path="/drills" component={DrillsScreen} />
          <Route path="/sessions" component={LibraryScreen} />
          <Route path="/settings" component={SettingsScreen} />
          <Route path="/backup" component={BackupScreen} />
          <Route path="/diagnostics" component={DiagnosticsScreen} />
          <Route path="/progress" component={ProgressScreen} />
          <Route path="/licences" component={LicencesScreen} />
          <Route path="/interview/:id" component={InterviewScreen} />
          <Route path="/review/:id" component={ReviewScreen} />
          <Route path="/compare/:a/:b" component={CompareScreen} />
          <Route component={NotFound} />
        </Switch>
      </Guarded>
      <Toasts />
    </ServicesContext>
  )
}

/** Made anew for every address, so that a screen that failed does not stand in the next one's way. */
function Guarded({ children }: { children: ReactNode }) {
  const [path] = useLocation()
  return (
    <ScreenBoundary key={path}>
      <Suspense fallback={<LoadingState />}>{children}</Suspense>
    </ScreenBoundary>
  )
}
