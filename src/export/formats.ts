import type { FileType } from '../archive/saving.ts'

export const formats = ['page', 'markdown', 'captions', 'archive', 'print'] as const
export type Format = (typeof formats)[number]

interface FormatInfo {
  label: string
  /** What is in it. */
  hint: string
  /** What is written; null where nothing is. */
  file: FileType | null
}

/** What a session can be exported as. */
export const formatInfo: Record<Format, FormatInfo> = {
  page: {
    label: 'Page',
    hint: 'One file that opens in any browser, offline: player, words, findings and notes.',
    file: { description: 'Web page', type: 'text/html', ending: '.html' },
  },
  markdown: {
    label: 'Text',
    hint: 'Markdown: words, findings and notes.',
    file: { description: 'Markdown', type: 'text/markdown', ending: '.md' },
  },
  captions: {
    label: 'Captions',
    hint: 'WebVTT: questions, answers and notes, in the session’s time.',
    file: { description: 'WebVTT', type: 'text/vtt', ending: '.vtt' },
  },
  archive: {
    label: 'Archive',
    hint: 'All of this session, with its recordings, to be imported again.',
    file: { description: 'Archive', type: 'application/zip', ending: '.zip' },
  },
  print: { label: 'Print', hint: 'What this page shows, with the findings open.', file: null },
}
