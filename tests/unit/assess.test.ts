import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SignalId } from '../../questions/ids.ts'
import { signals } from '../../questions/signals.ts'
import { assess } from '../../src/assess/assess.ts'
import type { AnswerContext } from '../../src/assess/types.ts'

const context = (more: Partial<AnswerContext> = {}): AnswerContext => ({
  question: 'technical-problem',
  bucket: 'productivity',
  probe: null,
  asked: 'What was the hardest problem?',
  turns: [],
  level: 'L5',
  today: '2026-11-22',
  ...more,
})
const conflict = { question: 'disagreement', bucket: 'conflict' }
const failure = { question: 'mistake', bucket: 'failure' }
const shown = (text: string, more: Partial<AnswerContext> = {}): SignalId[] =>
  assess({ text, seconds: 30 }, context(more)).findings.map(({ signal }) => signal)

/** Sentences of other trades than software, to keep the grammar from leaning on one. */
const present: readonly [SignalId, string, Partial<AnswerContext>?][] = [
  [
    'impact-money',
    'I renegotiated the freight contract and that saved the plant 2.3 million dollars a year.',
  ],
  [
    'under-one-million',
    'I moved the night deliveries and we saved about forty thousand pounds a year in overtime.',
  ],
  ['impact-metric', 'After I changed the triage desk the waiting time went from fifty minutes to twelve.'],
  [
    'impact-anecdote',
    'I rebuilt the rota and two other wards asked whether they could get the same thing for theirs.',
  ],
  ['stale-story', 'Back in 2018 I ran the harvest planning for a cooperative of growers.'],
  ['single-sprint', 'I wrote the script and the whole thing took four days.'],
  ['manual-process', 'Every evening I typed the delivery slips into a spreadsheet, one by one, for a year.'],
  ['re-architecture', 'So I rewrote the entire booking system from scratch.'],
  [
    'reuse',
    'The lab already had a barcode printer so I hooked it up to the freezer log instead of buying a new one.',
  ],
  ['mechanism', 'Every shift lead now has to sign the checklist before the line can start.'],
  ['checks-in', 'I fixed the boiler valve in an hour. Does that answer your question?'],
  ['asks-to-clarify', 'Do you want me to talk about a people problem or a technical one?'],
  [
    'names-principle',
    'This one is about bias for action, so I stopped the conveyor at once and called the owner.',
  ],
  [
    'star-recital',
    'The situation was a late harvest. My task was to find trucks. The result was that we found nine.',
  ],
  ['no-example', "Honestly I can't think of one right now.", conflict],
  ['conflict-up', 'I disagreed with my director about closing the clinic on Sundays.', conflict],
  [
    'conflict-down',
    'One of my nurses, who reports to me, wanted to drop the second check and I refused.',
    conflict,
  ],
  ['conflict-across', 'The purchasing team wanted the cheaper steel and I argued against it.', conflict],
  [
    'they-convinced',
    'She walked me through the soil samples and I was wrong, so I dropped my plan.',
    conflict,
  ],
  ['i-convinced', 'I showed her the soil samples and she came around the same week.', conflict],
  ['checks-in', 'I moved the bees at night and lost none. Is that the sort of thing you were after?'],
  ['asks-to-clarify', 'When you say customer, do you mean the guests or the owner of the hotel?'],
  ['no-example', "I'm blank, sorry, I haven't got one for you.", conflict],
  ['conflict-up', 'The head chef, who is two ranks above me, wanted frozen peas and I did not.', conflict],
  ['conflict-down', 'The trainee I look after wanted to skip the second weighing.', conflict],
  ['re-architecture', 'We tore the whole booking system out and built a new one from zero.'],
  ['impact-metric', 'Spoiled trays used to be thirty a week and now it is four.'],
  [
    'impact-anecdote',
    'I redrew the map of the yard and nobody has been hit by a forklift since, not one person hurt.',
  ],
  [
    'blames-others',
    'The night shift messed up the labels, those guys never read anything, it is their fault.',
    failure,
  ],
]

describe('signals', () => {
  test.each(present)('%s is heard in: %s', (signal, text, more) => {
    expect(shown(text, more)).toContain(signal)
  })

  test.each([
    ['impact-money', 'We had a budget of three million dollars and a team of eight on version 4 in 2025.'],
    ['stale-story', 'The standard is from 2011 but all of this happened last spring.'],
    [
      're-architecture',
      'They proposed a complete rewrite and I said no to that, so I changed one line of the form.',
    ],
    ['single-sprint', 'It took eleven months, and we waited two weeks for the permit.'],
    [
      'impact-money',
      'We lost the harvest, the fine was eighty thousand euros and the budget was two million.',
    ],
    ['manual-process', 'They used to type it in by hand, so I automated it with a small script.'],
    [
      'no-impact',
      'I moved the deliveries to nights and overtime fell by thirty percent within two months, which nobody expected, and the drivers were happier, the depot was calmer, and the customers had their bread at six in the morning.',
    ],
  ] as const)('%s is not heard in: %s', (signal, text) => {
    expect(shown(text)).not.toContain(signal)
  })
})

describe('coverage', () => {
  test('takes the probe that was asked as covered by an answer of some length, and not by a refusal', () => {
    const text = 'They were afraid that the older patients would never find the new entrance.'
    const heard = assess({ text, seconds: 6 }, context({ ...conflict, probe: 'other-side' }))
    expect(heard.covered).toContain('other-side')
    const refused = assess(
      { text: "I'd rather not go into what they thought about it.", seconds: 4 },
      context({ ...conflict, probe: 'other-side' }),
    )
    expect(refused.covered).not.toContain('other-side')
  })

  test('remembers earlier turns', () => {
    const turns = [
      { probe: null, text: 'My mistake was ordering the wrong seed for forty farms last May.', seconds: 5 },
    ]
    expect(
      assess(
        { text: 'I felt sick, really, I just sat there.', seconds: 3 },
        context({ ...failure, probe: 'first-reaction', turns }),
      ).covered,
    ).toEqual(expect.arrayContaining(['mistake', 'first-reaction']))
  })
})

describe('what cannot be judged', () => {
  test.each([
    ['nothing', ''],
    ['blanks and marks', ' \n … 👍'],
    ['one word', 'Yes'],
    [
      'German',
      'Ich habe damals mit meinem Kollegen lange über die Architektur des Systems gestritten und am Ende haben wir uns geeinigt',
    ],
    ['Japanese', '私は去年、上司と設計について意見が合いませんでした。'],
    ['keys hit at random', 'asdf qwer zxcv poiu lkjh mnbv tyui ghjk vbnm rewq fdsa'],
  ])('is left alone and said to be: %s', (_, text) => {
    const { abstained, findings } = assess({ text, seconds: 5 }, context())
    expect(abstained).toMatch(/\w+ \w+/)
    expect(findings).toEqual([])
  })

  test('a transcript of low confidence is left alone', () => {
    const text = 'I moved the deliveries to nights and saved a million dollars.'
    expect(assess({ text, seconds: 5, confidence: 0.1 }, context()).abstained).not.toBeNull()
    expect(assess({ text, seconds: 5, confidence: 0.9 }, context()).abstained).toBeNull()
  })
})

const pieces = fc.constantFrom(
  ...present.map(([, text]) => text),
  'I',
  'we',
  'saved',
  'from',
  'to',
  'forty',
  'percent',
  'two',
  'million',
  'and a half',
  '$',
  '2019',
  ',',
  '.',
  '?',
  '\n',
  '<b>',
  '👍🏽',
  '\ud800',
  'é',
  'ago',
  'by hand',
  'my director',
  'so',
  'um',
)
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(' ')),
  fc.string({ unit: 'binary', maxLength: 300 }),
)
const contexts = fc.constantFrom(
  context(),
  context(conflict),
  context({ ...conflict, probe: 'other-side' }),
  context(failure),
  context({ bucket: 'none', question: 'unknown', asked: 'Tell me (.*) +?' }),
)

describe('for any text', () => {
  test('quotes are exactly where their ranges say, and the same input gives the same output', () => {
    fc.assert(
      fc.property(texts, contexts, (text, where) => {
        const first = assess({ text, seconds: 20 }, where)
        for (const { quote, start, end } of first.findings) {
          expect(start === null || end === null ? '' : text.slice(start, end)).toBe(quote)
        }
        expect(assess({ text, seconds: 20 }, where)).toEqual(first)
      }),
      { numRuns: 200 },
    )
  })

  test('an unrelated sentence at the end takes no good sign away', () => {
    const good = (ids: readonly { signal: SignalId; quote: string }[]): SignalId[] =>
      ids
        .filter(({ signal, quote }) => quote !== '' && signals[signal].kind === 'good')
        .map(({ signal }) => signal)
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...present.map(([, text]) => text)), { minLength: 1, maxLength: 5 }),
        contexts,
        (parts, where) => {
          const text = parts.join(' ')
          const before = good(assess({ text, seconds: 20 }, where).findings)
          const after = good(
            assess({ text: `${text} The sky is blue over the harbour today.`, seconds: 24 }, where).findings,
          )
          expect(after).toEqual(expect.arrayContaining(before))
        },
      ),
      { numRuns: 150 },
    )
  })

  test.each([
    ['words', 'and then I moved the big boxes over there because of the rain '],
    ['commas', 'so, , , , ,, , we , , saved , , , '],
    ['numbers', 'two hundred and five thousand point six million dollars 3 '],
    ['angle brackets', '<<<<<< a '],
  ])('twenty thousand words of %s are read to the end, with exact quotes', (_, unit) => {
    const text = unit.repeat(Math.ceil(20_000 / unit.trim().split(/\s+/).length))
    const { findings } = assess({ text, seconds: 9000 }, context(conflict))
    expect(
      findings.every(
        ({ start, end, quote }) => start === null || end === null || text.slice(start, end) === quote,
      ),
    ).toBe(true)
  })
})
