/**
 * Who ends a spoken answer: silence soon, silence late, or the person alone. Keys and buttons always do.
 */
export const turnModes = ['hands-free', 'patient', 'manual'] as const
export type TurnMode = (typeof turnModes)[number]
