import { Suspense, useEffect, type ReactNode } from 'react'
import { Route, Switch, useLocation, type RouteComponentProps } from 'wouter'
import { HomeScreen } from '../home/HomeScreen.tsx'
import type { StoreError } from '../session/store.ts'
import { ServicesContext, type Services } from '../ui/services.ts'
import { useSettings, type Choices } from '../ui/settings.ts'
import { LoadingState } from '../ui/States.tsx'
import { StorageNotice, UnsavedNotice } from '../ui/StorageNotice.tsx'
import { Toasts } from '../ui/Toasts.tsx'
import { NotFound } from './NotFound.tsx'
import { screen } from './screen.tsx'
import { ScreenBoundary } from './ScreenBoundary.tsx'
import { StoreNotice } from './StoreNotice.tsx'

const SetupScreen = screen('/setup', () => import('../setup/SetupScreen.tsx'))
const loadDrills = () => import('../drills/DrillsScreen.tsx')
const DrillsScreen = screen('/drills', loadDrills)
const LibraryScreen = screen('/sessions', () => import('../library/LibraryScreen.tsx'))
const SettingsScreen = screen('/settings', () => import('../settings/SettingsScreen.tsx'))
const BackupScreen = screen('/backup', () => import('../backup/BackupScreen.tsx'))
const DiagnosticsScreen = screen<object>('/diagnostics', () => import('../diagnostics/DiagnosticsScreen.tsx'))
const LicencesScreen = screen('/licences', () => import('../licences/LicencesScreen.tsx'))
const loadInterview = () => import('../interview/InterviewScreen.tsx')
const InterviewScreen = screen<RouteComponentProps>('/interview/', loadInterview)
const CompareScreen = screen<RouteComponentProps<{ before: string; after: string }>>(
  '/compare/',
  () => import('../takes/CompareScreen.tsx'),
)
const ProgressScreen = screen('/progress', () => import('../progress/ProgressScreen.tsx'))
const loadReview = () => import('../review/ReviewScreen.tsx')
const ReviewScreen = screen<RouteComponentProps>('/review/', loadReview)

/**
 * While there is nothing to do, loads what comes next: the drills, for one key leads to them and the next one starts
 * one, which must not fall into a gap; and, where their scripts are on this machine, the interview and the review.
 */
function loadAhead(): void {
  if (!('requestIdleCallback' in globalThis)) return
  const kept = navigator.serviceWorker?.controller
  const ahead = kept ? [loadDrills, loadInterview, loadReview] : [loadDrills]
  for (const load of ahead) requestIdleCallback(() => void load().catch(() => {}))
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
  useEffect(loadAhead, [])
  useEffect(() => onShown?.(), [onShown])
  // Who chooses a drill is about to take one.
  useEffect(() => {
    if (path === '/drills') loadInterview().catch(() => {})
  }, [path])
  const start = async (choices: Choices) => {
    const { startSession } = await import('./start.ts')
    const id = await startSession(services.store, choices, useSettings.getState().clockFactor)
    go(`/interview/${id}`)
  }
  return (
    <ServicesContext value={services}>
      {!services.store.durable && <StoreNotice problem={storeProblem} />}
      {/* An interview has its own place for it. */}
      {!path.startsWith('/interview/') && <StorageNotice />}
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
