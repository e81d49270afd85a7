/** Something that runs until it is closed. */
export interface Closable {
  /** Resolves when nothing of it listens any more. */
  close(): Promise<void>
}
