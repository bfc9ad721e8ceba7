import { House, Settings } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { classes } from './classes.ts'
import { KeysHelp } from './KeysHelp.tsx'
import styles from './Page.module.css'
import { PageFoot } from './PageFoot.tsx'
import { ThemeButton } from './ThemeButton.tsx'

/** One with an icon shows that alone on a phone. */
const places: readonly { href: string; name: string; Icon?: typeof House }[] = [
  { href: '/drills', name: 'Drills' },
  { href: '/sessions', name: 'Sessions' },
  { href: '/progress', name: 'Progress' },
  { href: '/settings', name: 'Settings', Icon: Settings },
]

/**
 * A screen's frame: the bar, a heading that says where one is, the main action at its place beside the heading (on a
 * phone at the foot), the content. Titles the tab, and takes the focus to the heading when one came from another screen.
 */
export function Page(props: {
  title: string
  /** What the heading shows, where that is more than the title. */
  heading?: ReactNode
  /** A line under the heading. */
  lead?: ReactNode
  /** The main action, and what stands beside it. */
  action?: ReactNode
  /** Keeps the main action in view beside a long form; the content stands to its left. */
  actionStays?: boolean
  /** As wide as the window, for timelines. */
  wide?: boolean
  /** Hides the app's bar, where nothing should lead away. The list of keys stays. */
  bare?: boolean
  children: ReactNode
}) {
  const { title, heading, lead, action, actionStays, wide, bare, children } = props
  const [path] = useLocation()
  const here = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = title === 'Mockloop' ? title : `${title} · Mockloop`
  }, [title])
  useEffect(() => {
    if (arrivals.moved(path)) here.current?.focus()
  }, [path])
  return (
    <div className={classes(styles.page, wide && styles.wide)}>
      <a className={styles.skip} href="#main">
        Skip to content
      </a>
      <header className={classes(styles.bar, 'no-print')}>
        {bare ? (
          <span />
        ) : (
          <nav aria-label="App" className={styles.nav}>
            <Link
              href="/"
              className={styles.name}
              aria-label="Mockloop"
              aria-current={path === '/' ? 'page' : undefined}
            >
              <House size={18} className={styles.icon} aria-hidden="true" />
              <span className={styles.word}>Mockloop</span>
            </Link>
            {places.map(({ href, name, Icon }) => (
              <Link
                key={href}
                href={href}
                className={styles.link}
                aria-label={name}
                aria-current={path === href ? 'page' : undefined}
              >
                {Icon && <Icon size={18} className={styles.icon} aria-hidden="true" />}
                <span className={Icon && styles.word}>{name}</span>
              </Link>
            ))}
          </nav>
        )}
        <div className={styles.tools}>
          {!bare && <ThemeButton />}
          <KeysHelp />
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className={classes(styles.main, actionStays && styles.stays, action != null && styles.acts)}
      >
        <div className={styles.head}>
          <div className={styles.heading}>
            <h1 ref={here} tabIndex={-1}>
              {heading ?? title}
            </h1>
            {lead && <div className={styles.lead}>{lead}</div>}
          </div>
          {action && <div className={styles.action}>{action}</div>}
        </div>
        {children}
      </main>
      {!bare && (
        <div className={classes(styles.foot, action != null && styles.acts)}>
          <PageFoot />
        </div>
      )}
    </div>
  )
}

/** Remembers the last screen, to tell an arrival from the first load, where the focus stays at the top. */
const arrivals = {
  last: null as string | null,
  moved(path: string): boolean {
    const moved = this.last !== null && this.last !== path
    this.last = path
    return moved
  },
}
