/**
 * Plays the recordings of an exported page. It is written into the page as text, so it stands alone: it uses nothing
 * from outside of itself but what every browser has, and makes no HTML.
 */
export function replay(): void {
  const find = (id: string) => document.getElementById(id)
  const player = find('player')
  const slider = find('at') as HTMLInputElement | null
  const play = find('play')
  const speed = find('speed') as HTMLSelectElement | null
  const time = find('time')
  const problem = find('problem')
  if (!player || !slider || !play || !speed || !time || !problem) return

  /** The answers that can be heard, in order; `from` is where each begins when they are played on end, in s. */
  const tracks: {
    audio: HTMLAudioElement
    article: Element
    from: number
    length: number
    words: HTMLElement[]
  }[] = []
  let total = 0
  for (const audio of document.querySelectorAll('audio')) {
    const article = audio.closest('article')
    if (!article) continue
    const length = Number(audio.dataset.length) / 1000
    const words = [...article.querySelectorAll<HTMLElement>('[data-ms]')]
    tracks.push({ audio, article, from: total, length, words })
    total += length
  }
  if (tracks.length === 0) return
  let current = 0
  let playing = false
  let lit: HTMLElement | undefined

  const clock = (seconds: number) =>
    `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
  const track = () => tracks[current]
  const position = () => (track()?.from ?? 0) + (track()?.audio.currentTime ?? 0)

  /** As a file of its own a recording can be moved through in every browser. */
  const load = (audio: HTMLAudioElement) => {
    const { src } = audio
    if (!src.startsWith('data:')) return
    const comma = src.indexOf(',')
    const text = atob(src.slice(comma + 1))
    const bytes = new Uint8Array(text.length)
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
    const type = src.slice('data:'.length, comma).replace(';base64', '')
    audio.preload = 'auto'
    audio.src = URL.createObjectURL(new Blob([bytes], { type }))
  }

  const show = () => {
    const here = track()
    const at = position()
    slider.value = String(at)
    slider.setAttribute('aria-valuetext', `${clock(at)} of ${clock(total)}`)
    time.textContent = `${clock(at)} / ${clock(total)}`
    const spoken = here?.words.findLast(
      (word) => Number(word.dataset.ms) <= (here.audio.currentTime || 0) * 1000 + 20,
    )
    const now = playing ? spoken : undefined
    if (now === lit) return
    lit?.classList.remove('lit')
    now?.classList.add('lit')
    lit = now
  }
  const follow = () => {
    if (!playing) return
    show()
    requestAnimationFrame(follow)
  }

  const pause = () => {
    playing = false
    for (const { audio } of tracks) audio.pause()
    document.body.classList.remove('playing')
    play.setAttribute('aria-label', 'Play')
    show()
  }
  const start = () => {
    const audio = track()?.audio
    if (!audio) return
    load(audio)
    playing = true
    audio.playbackRate = Number(speed.value)
    document.body.classList.add('playing')
    play.setAttribute('aria-label', 'Pause')
    problem.textContent = ''
    audio.play().catch((error: unknown) => {
      // A newer move breaks off an older one.
      if (!playing || track()?.audio !== audio || (error as Error).name === 'AbortError') return
      pause()
      problem.textContent = 'This browser cannot play this recording.'
    })
    requestAnimationFrame(follow)
  }
  /** Goes to a moment of a recording, in s. */
  const go = (index: number, seconds: number) => {
    const next = tracks[index]
    if (!next) return
    if (index !== current) track()?.audio.pause()
    track()?.article.removeAttribute('aria-current')
    current = index
    load(next.audio)
    next.audio.currentTime = Math.min(Math.max(0, seconds), next.length)
    next.article.setAttribute('aria-current', 'true')
    next.article.scrollIntoView({ block: 'nearest' })
    show()
    if (playing) start()
  }
  const goTo = (at: number) => {
    const wanted = Math.min(Math.max(0, at), total)
    const index = tracks.findLastIndex(({ from }) => from <= wanted)
    go(Math.max(0, index), wanted - (tracks[index]?.from ?? 0))
  }
  const step = (by: number) => {
    const back = by < 0 && (track()?.audio.currentTime ?? 0) > 2.5
    go(back ? current : Math.min(Math.max(0, current + by), tracks.length - 1), 0)
  }
  const toggle = () => (playing ? pause() : start())

  tracks.forEach(({ audio }, index) => {
    audio.controls = false
    audio.addEventListener('ended', () => {
      if (index !== current || !playing) return
      if (index + 1 < tracks.length) go(index + 1, 0)
      else pause()
    })
  })
  document.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element) || getSelection()?.type === 'Range') return
    const button = target.closest<HTMLElement>('[data-go]')
    const said = target.closest<HTMLElement>('[data-said]')
    const id = button?.dataset.go ?? said?.dataset.said
    if (id === undefined) return
    const index = tracks.findIndex(({ article }) => article.id === `a${id}`)
    const article = tracks[index]?.article as HTMLElement | undefined
    if (!article) return
    const word = (button ?? target).closest<HTMLElement>('[data-ms]')
    const ms = word?.dataset.ms ?? article.dataset.speech
    go(index, Number(ms) / 1000)
    start()
  })
  play.addEventListener('click', toggle)
  find('previous')?.addEventListener('click', () => step(-1))
  find('next')?.addEventListener('click', () => step(1))
  slider.addEventListener('input', () => goTo(Number(slider.value)))
  speed.addEventListener('change', () => {
    const audio = track()?.audio
    if (audio) audio.playbackRate = Number(speed.value)
  })
  const keys: Record<string, () => void> = {
    ' ': toggle,
    k: toggle,
    j: () => goTo(position() - 10),
    l: () => goTo(position() + 10),
    ArrowLeft: () => goTo(position() - 5),
    ArrowRight: () => goTo(position() + 5),
    '[': () => step(-1),
    ']': () => step(1),
  }
  document.addEventListener('keydown', (event) => {
    const { key, target } = event
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const within = target instanceof Element && target.closest('button, select, input')
    // What has the focus keeps its own keys.
    if (within && (key === ' ' || key.startsWith('Arrow'))) return
    const act = keys[key]
    if (!act) return
    event.preventDefault()
    act()
  })

  for (const button of document.querySelectorAll<HTMLElement>('[data-go]'))
    button.hidden = !tracks.some(({ article }) => article.id === `a${button.dataset.go}`)
  slider.max = String(total)
  player.hidden = false
  document.body.classList.add('playable')
  show()
}
