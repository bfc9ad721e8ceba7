/** What a verb tells: somebody acts, speaks, thinks or feels, or something merely is or happens. */
export type VerbClass = 'act' | 'say' | 'mind' | 'state'

export interface VerbForm {
  base: string
  class: VerbClass
  tense: 'base' | 'third' | 'past' | 'participle' | 'ing'
}

const REGULAR_ACTS = `accept access add address adjust adopt align allocate alter analyse analyze apply approach appoint approve
 arrange assemble assess assign attach audit automate backtest ban batch benchmark block book borrow bootstrap bump bundle
 cache calculate calibrate call cancel cap capture carry cascade chair change charge chase check clarify clean clear close
 coach code collaborate collate collect combine compare compile complete compute configure connect consolidate construct
 contact contribute convert coordinate copy correct count cover craft crawl create customise customize debug decide
 decommission define delay delegate delete deliver demo demonstrate deploy deprecate deprioritise deprioritize design detect
 develop diagnose direct disable discover distribute divide document double download downgrade draft drag drill drop
 dump duplicate earn edit eliminate email employ enable encrypt enforce engage engineer ensure enter escalate establish
 estimate evaluate examine execute expand experiment explore export expose extend extract facilitate factor fetch figure
 file fill filter finalise finalize finish fire fix flag flip fold force form format formulate forward found free freeze
 fund gate gather generate grant group guard guide halt halve hand handle harden help hire hook host identify implement
 import improve inspect install instrument integrate interview introduce invent inventory investigate invite isolate iterate
 join jump kick label land launch learn lift limit link list load lobby lock log look lower maintain manage map mark market
 match measure mentor merge message migrate mirror model modify monitor mount move name negotiate normalise normalize note
 notice notify observe offer onboard open operate optimise optimize orchestrate order organise organize outline overhaul
 override oversee own pack package page pair park parse partner pass patch pause phone pick pilot pin pinpoint place plan
 plug plumb point poll port post postpone prepare present press prevent print prioritise prioritize process produce profile
 program prompt propose protect prototype prove provision publish pull pump purchase push query question queue raise rank
 rebalance recall recalculate reconcile reconfigure record recover recruit redesign redirect reduce refactor refine refresh
 refund refuse register reject relabel release relocate remove rename reorganise reorganize repair repeat replace replay
 replicate report repurpose request research reserve reset resolve restart restock restore restructure retire retrain
 retrieve retry reuse revert review revise reverse reword rework roll rollback rotate route sample sanitise save scale scan
 schedule scope score screen script scrub search secure segment separate serve settle shadow share shift ship sign simplify
 simulate sketch skip slash slice snapshot solve sort source split sponsor stabilise stabilize stack staff stage standardise
 standardize start step stitch stop store streamline stress strip structure study submit substitute suggest summarise
 summarize supervise supply support survey suspend swap switch tackle tag talk target test throttle tidy toggle track trade
 train transfer transform translate travel treat triage trial trigger trim triple troubleshoot tune turn tweak type uncover
 undo unblock unify unpick unwind update upgrade upload use validate verify visit volunteer wait walk warn watch weigh wire
 work wrap zero`
const IRREGULAR_ACTS = `bring/brought/brought build/built/built buy/bought/bought catch/caught/caught choose/chose/chosen
 come/came/come cut/cut/cut deal/dealt/dealt dig/dug/dug do/did/done draw/drew/drawn drive/drove/driven fight/fought/fought
 find/found/found get/got/gotten give/gave/given go/went/gone grow/grew/grown hold/held/held keep/kept/kept lay/laid/laid
 lead/led/led leave/left/left let/let/let make/made/made meet/met/met pay/paid/paid put/put/put read/read/read
 rebuild/rebuilt/rebuilt redo/redid/redone rewrite/rewrote/rewritten ride/rode/ridden ring/rang/rung run/ran/run
 seek/sought/sought sell/sold/sold send/sent/sent set/set/set shoot/shot/shot show/showed/shown shut/shut/shut sit/sat/sat
 speak/spoke/spoken spend/spent/spent spin/spun/spun stand/stood/stood stick/stuck/stuck strike/struck/struck
 sweep/swept/swept take/took/taken teach/taught/taught tear/tore/torn throw/threw/thrown undertake/undertook/undertaken
 win/won/won withdraw/withdrew/withdrawn wind/wound/wound write/wrote/written begin/began/begun break/broke/broken
 oversee/oversaw/overseen`
const REGULAR_SAYS = `admit advise agree announce answer apologise apologize argue ask claim comment complain confirm convince
 explain insist inform mention object persuade promise recommend reply respond state tell disagree discuss debate propose`
const IRREGULAR_SAYS = `say/said/said tell/told/told`
const REGULAR_MINDS = `assume believe care consider dislike doubt enjoy expect fear guess hate hope imagine intend like love
 need prefer realise realize recognise recognize remember suppose suspect trust want wish wonder worry`
const IRREGULAR_MINDS = `feel/felt/felt forget/forgot/forgotten know/knew/known mean/meant/meant see/saw/seen
 think/thought/thought understand/understood/understood hear/heard/heard`
const REGULAR_STATES = `appear belong contain crash depend exist fail happen include involve last matter occur remain result seem
 stay suffer tend time live die shrink improve increase decrease decline rise`
const IRREGULAR_STATES = `have/had/had become/became/become cost/cost/cost fall/fell/fallen lose/lost/lost rise/rose/risen
 shrink/shrank/shrunk sleep/slept/slept`

const forms = new Map<string, VerbForm>()
addRegular(REGULAR_STATES, 'state')
addIrregular(IRREGULAR_STATES, 'state')
addRegular(REGULAR_MINDS, 'mind')
addIrregular(IRREGULAR_MINDS, 'mind')
addRegular(REGULAR_SAYS, 'say')
addIrregular(IRREGULAR_SAYS, 'say')
addRegular(REGULAR_ACTS, 'act')
addIrregular(IRREGULAR_ACTS, 'act')
for (const form of ['am', 'is', 'are', 'was', 'were', 'be', 'been', 'being']) {
  forms.set(form, { base: 'be', class: 'state', tense: ['was', 'were'].includes(form) ? 'past' : 'third' })
}
for (const form of ["i'm", "it's", "he's", "she's", "we're", "they're", "that's", "there's"])
  forms.delete(form)

function words(list: string): string[] {
  return list.split(/\s+/).filter((word) => word !== '')
}

function set(form: string, entry: VerbForm): void {
  forms.set(form, entry)
}

function addRegular(list: string, verbClass: VerbClass): void {
  for (const base of words(list)) {
    const stem = base.endsWith('e') ? base.slice(0, -1) : base.replace(/(?<=[^aeiou])y$/, 'i')
    const doubled =
      /^(?:[^aeiou]*[aeiou])[bdgklmnprt]$/.test(base) || /(?:fer|mit|rol|pin|log|gin)$/.test(base)
    const past = doubled ? [`${base}${base.slice(-1)}ed`, `${base}ed`] : [`${stem}ed`]
    const ing = doubled ? `${base}${base.slice(-1)}ing` : `${base.endsWith('e') ? stem : base}ing`
    inflect(base, verbClass, ing)
    for (const form of past) set(form, { base, class: verbClass, tense: 'past' })
  }
}

function addIrregular(list: string, verbClass: VerbClass): void {
  for (const entry of words(list)) {
    const [base = '', past = '', participle = ''] = entry.split('/')
    const doubled = /(?:cut|dig|get|let|put|run|set|shut|sit|spin|win|begin)$/.test(base)
    const stem = base.endsWith('e') && !base.endsWith('ee') ? base.slice(0, -1) : base
    inflect(base, verbClass, `${stem}${doubled ? base.slice(-1) : ''}ing`)
    set(participle, { base, class: verbClass, tense: participle === past ? 'past' : 'participle' })
    set(past, { base, class: verbClass, tense: past === base ? 'base' : 'past' })
  }
}

function inflect(base: string, verbClass: VerbClass, ing: string): void {
  const third = /(?:s|x|z|ch|sh|o)$/.test(base) ? `${base}es` : base.replace(/(?<=[^aeiou])y$/, 'ie') + 's'
  set(base, { base, class: verbClass, tense: 'base' })
  set(third, { base, class: verbClass, tense: 'third' })
  set(ing, { base, class: verbClass, tense: 'ing' })
}

/** The verb that a word may be a form of. Past forms in -ed that no list has count as acting. */
export function verbOf(word: string): VerbForm | undefined {
  const known = forms.get(word)
  if (known) return known
  if (/^[a-z]{3,}ed$/.test(word) && !NOT_PAST.has(word)) return { base: word, class: 'act', tense: 'past' }
  return undefined
}

const NOT_PAST = new Set(
  words(
    'need indeed hundred speed feed seed embed bed red shed breed proceed succeed exceed unrelated based tired excited interested supposed worried scared annoyed complicated detailed limited related sacred wicked naked rugged ragged beloved aged infrared biased used embedded distributed automated centralized centralised dedicated advanced experienced frustrated concerned stressed pleased disappointed surprised confused',
  ),
)
