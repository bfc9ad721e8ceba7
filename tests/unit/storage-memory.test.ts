import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { unpackHeld } from '../support/packed.ts'
import { describeSharing } from '../support/sharing-contract.ts'
import { describeStore } from '../support/store-contract.ts'

const open = async () => new MemorySessionStore(null, unpackHeld)
describeStore('the memory store', open, 60)
describeSharing('the memory store', open, 100)
