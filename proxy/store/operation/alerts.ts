/** Which alerts were sent lately, by whichever process: nobody is told the same twice within an hour, after a restart neither. */
export interface AlertStore {
  /**
   * Takes an alert upon this process, for the time of a try: false while one of this name is taken, or was told. Nobody
   * postpones one for longer than `mostMs`.
   */
  claim(name: string, tryMs: number, mostMs: number): Promise<boolean>
  /** Lets it be taken again in so long: it was told, or could not be. */
  postpone(name: string, ms: number): Promise<void>
}
