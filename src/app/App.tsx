import { lazy, Suspense, type ComponentType, type ReactNode } from 'react'
import { Route, Switch, useLocation, type RouteComponentProps } from 'wouter'
import { HomeScreen } from '../home/HomeScreen.tsx'
import type { StoreError } from '../session/store.ts'
import { ServicesContext, type Services } from '../ui/services.ts'
import { useSettings, type Choices } from '../ui/settings.ts'
import { LoadingState } from '../ui/States.tsx'
import { StorageNotice, UnsavedNotice } from '../ui/StorageNotice.tsx'
import { Toasts } from '../ui/Toasts.tsx'
import { NotFound } from './NotFound.tsx'
import { ScreenBoundary } from './ScreenBoundary.tsx'
import { StoreNotice } from './StoreNotice.tsx'

type Screen = ComponentType<RouteComponentProps>
const SetupScreen = lazy(() => import('../setup/SetupScreen.tsx'))
const LibraryScreen = lazy(() => import('../library/LibraryScreen.tsx'))
const SettingsScreen = lazy(() => import('../settings/SettingsScreen.tsx'))
const BackupScreen = lazy(() => import('../backup/BackupScreen.tsx'))
const DiagnosticsScreen = lazy<ComponentType<object>>(() => import('../diagnostics/DiagnosticsScreen.tsx'))
const LicencesScreen = lazy(() => import('../licences/LicencesScreen.tsx'))
const InterviewScreen = lazy<Screen>(() => import('../interview/InterviewScreen.tsx'))
const CompareScreen = lazy<Screen>(() => import('../takes/CompareScreen.tsx'))
const ReviewScreen = lazy<Screen>(() => import('../review/ReviewScreen.tsx'))

/** The whole app: its screens by address, each within what catches its failures. */
export function App({ services, storeProblem }: { services: Services; storeProblem: StoreError | null }) {
  const [path, go] = useLocation()
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
          <Route path="/sessions" component={LibraryScreen} />
          <Route path="/settings" component={SettingsScreen} />
          <Route path="/backup" component={BackupScreen} />
          <Route path="/diagnostics" component={DiagnosticsScreen} />
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
