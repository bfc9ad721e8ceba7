/**
 * How a word that is in no dictionary may sound, by the commonest spellings of English: near enough to find it in a
 * recording, not to speak it. Phones are the dictionary's (ARPABET).
 */
const rules: readonly (readonly [spelling: RegExp, phones: string])[] = (
  [
    // Endings.
    ['tions$', 'SH AH N Z'],
    ['(?:tion|sion|cian)', 'SH AH N'],
    ['cious$|tious$', 'SH AH S'],
    ['ture', 'CH ER'],
    ['(?<=[td])ed$', 'AH D'],
    ['(?<=[pkfxs]|ch|sh)ed$', 'T'],
    ['(?<=.[^aeiou])ed$', 'D'],
    ['(?<=[sxz]|ch|sh|[cg])es$', 'AH Z'],
    ["(?<=[pktf])'?s$", 'S'],
    ["(?<=.)'?s$", 'Z'],
    ['(?<=..)le$', 'AH L'],
    ['(?<=..)e$', ''],
    ['(?<=.)y$', 'IY'],
    // Consonants.
    ['tch|ch', 'CH'],
    ['sch|sh', 'SH'],
    ['th', 'TH'],
    ['ph|ff', 'F'],
    ['ck|kk|cc(?![eiy])', 'K'],
    ['qu', 'K W'],
    ['ng$|ng(?=[sk])', 'NG'],
    ['nk', 'NG K'],
    ['dge|dj', 'JH'],
    ['^kn|^gn|nn', 'N'],
    ['^wr|rr|rh', 'R'],
    ['wh', 'W'],
    ['(?<=[aeiou])gh(?=t|$)', ''],
    ['c(?=[eiy])|ss|sc(?=[eiy])', 'S'],
    ['g(?=[eiy])', 'JH'],
    ['^x', 'Z'],
    ['x', 'K S'],
    ['bb?', 'B'],
    ['c', 'K'],
    ['dd?', 'D'],
    ['f', 'F'],
    ['gg?|gh', 'G'],
    ['h', 'HH'],
    ['j', 'JH'],
    ['k', 'K'],
    ['ll?', 'L'],
    ['mm?', 'M'],
    ['n', 'N'],
    ['pp?', 'P'],
    ['q', 'K'],
    ['r', 'R'],
    ['s', 'S'],
    ['tt?', 'T'],
    ['vv?', 'V'],
    ['w', 'W'],
    ['zz?', 'Z'],
    ['^y|y(?=[aeou])', 'Y'],
    // Vowels.
    ['(?<=[^aeiou])igh', 'AY'],
    ['air|are$', 'EH R'],
    ['ear|eer', 'IH R'],
    ['ar', 'AA R'],
    ['or|oar|our', 'AO R'],
    ['er|ir|ur', 'ER'],
    ['ai|ay|ei|ey', 'EY'],
    ['ee|ea|ie', 'IY'],
    ['oo|ew|ue|ui', 'UW'],
    ['oa|oe', 'OW'],
    ['ow|ou', 'AW'],
    ['oi|oy', 'OY'],
    ['au|aw', 'AO'],
    ['eu', 'Y UW'],
    ['a(?=[^aeiouy]e)', 'EY'],
    ['e(?=[^aeiouy]e)', 'IY'],
    ['i(?=[^aeiouy]e)', 'AY'],
    ['o(?=[^aeiouy]e)|o$', 'OW'],
    ['u(?=[^aeiouy]e)', 'UW'],
    ['a$', 'AH'],
    ['i$', 'IY'],
    ['aa?', 'AE'],
    ['e', 'EH'],
    ['i|y', 'IH'],
    ['o', 'AA'],
    ['u', 'AH'],
    ["'", ''],
  ] as const
).map(([spelling, phones]) => [new RegExp(spelling, 'y'), phones])

/** Phones between spaces, for a word of a to z and apostrophes. Null where nothing of it sounds. */
export function pronounce(word: string): string | null {
  const phones: string[] = []
  for (let at = 0; at < word.length;) {
    let step = 1
    for (const [spelling, sound] of rules) {
      spelling.lastIndex = at
      const found = spelling.exec(word)
      if (!found || found[0] === '') continue
      if (sound !== '') phones.push(sound)
      step = found[0].length
      break
    }
    at += step
  }
  return phones.length === 0 ? null : phones.join(' ')
}
