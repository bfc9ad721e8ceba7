import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { unpackHeld } from '../support/packed.ts'
import { describeStore } from '../support/store-contract.ts'

describeStore('the memory store', async () => new MemorySessionStore(null, unpackHeld), 60)
