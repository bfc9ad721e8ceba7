import { createContext, useContext, type ReactNode } from 'react'

const Fixed = createContext(false)

/** Tells what is within it whether nothing can be added to the session at hand: another tab is taking it. */
export const FixedWhileTaken = Fixed.Provider

export const useIsFixed = (): boolean => useContext(Fixed)

/** What adds to the session at hand; not there while that could not be saved. */
export const Amends = ({ children }: { children: ReactNode }) => (useIsFixed() ? null : children)
