import { openDB, type IDBPDatabase } from 'idb'

/**
 * A database as the app's first builds left it, table by table and number by number; those were written through Dexie,
 * which stored ten times the version that it was given. The connection is to be closed.
 */
export const oldDatabase = (name: string, version: 1 | 2): Promise<IDBPDatabase> =>
  openDB(name, version * 10, {
    upgrade(db) {
      db.createObjectStore('sessions', { keyPath: 'id' }).createIndex('removedAt', 'removedAt')
      db.createObjectStore('headers', { keyPath: 'session' })
      db.createObjectStore('entries', { keyPath: ['session', 'index'] })
      db.createObjectStore('chunks', { keyPath: ['take', 'index'] }).createIndex('session', 'session')
      db.createObjectStore('takes', { keyPath: 'take' }).createIndex('session', 'session')
    },
  })

/** The version and the tables of a database, with their keys and indexes. */
export async function shapeOf(name: string) {
  const db = await openDB(name)
  const tables = [...db.objectStoreNames].map((table) => {
    const { store } = db.transaction(table)
    const indexes = [...store.indexNames].map((index) => {
      const { keyPath, unique, multiEntry } = store.index(index)
      return { index, keyPath, unique, multiEntry }
    })
    return { table, keyPath: store.keyPath, autoIncrement: store.autoIncrement, indexes }
  })
  const { version } = db
  db.close()
  return { version, tables }
}
