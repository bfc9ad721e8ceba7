/** What the recording says, among much that it does not. */
export const spoken = [
  'The conflict was with a principal engineer about an internal dependency.',
  'I pulled six months of latency data and showed that the service was dropping four percent of requests.',
  'Um, so, I proposed a retry queue instead of a full rewrite.',
  'In the end we shipped it in three weeks and it saved about four hundred eighty seven thousand dollars a year.',
]

export const closedSet: readonly string[] = [
  ...spoken,
  'The conflict was with a product manager about the date of a launch.',
  'The disagreement was with my director about a second migration in the same quarter.',
  'I pulled two weeks of support tickets and sorted all of them by cause.',
  'I wrote two pages with both options and what each of them would cost.',
  'Well, so, I proposed a feature flag instead of a full rollback.',
  'They proposed a full rewrite instead of a retry queue.',
  'In the end we shipped it in three months and nobody noticed.',
  'In the end we saved about forty thousand dollars in the first year.',
]
