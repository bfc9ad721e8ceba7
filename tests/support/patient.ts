import { configure } from '@testing-library/react'

/** What is looked for may take as long on a slow, shared machine as the test itself has. */
configure({ asyncUtilTimeout: 10_000 })
