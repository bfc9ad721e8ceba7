import styles from './LicenceList.module.css'

/** Each with its name, version and licence; the licence's words open below. */
export function LicenceList(props: {
  licences: readonly { name: string; version: string; licence: string; text: string }[]
}) {
  return (
    <ul className={styles.list}>
      {props.licences.map(({ name, version, licence, text }) => (
        <li key={`${name} ${version}`}>
          <details className={styles.one}>
            <summary>
              <span className={styles.name}>
                {name} <span className={styles.version}>{version}</span>
              </span>
              <span className={styles.licence}>{licence}</span>
            </summary>
            <pre className={styles.text}>{text}</pre>
          </details>
        </li>
      ))}
    </ul>
  )
}
