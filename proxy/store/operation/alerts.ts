/** Which alerts were sent lately, by whichever process: nobody is told the same twice within an hour, after a restart neither. */
export interface AlertStore {
  /** Takes an alert upon this process, for so long: false while one of this name is taken. */
  claim(name: string, ms: number): Promise<boolean>
  /** Lets it be taken again in so long: it could not be sent. */
  postpone(name: string, ms: number): Promise<void>
}
