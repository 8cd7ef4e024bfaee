/**
 * The store, as the rest of the proxy asks it: in the product's words, with one engine or another behind it. A promise
 * resolves when what it is about is on disk for certain, and rejects when it could not be done; then nothing was changed.
 * How long something has to wait crosses this seam as a duration in milliseconds, never as a time: every engine adds its
 * own clock.
 */
import type { ConversationStore } from './conversation/store.ts'
import type { Written } from './content-digest.ts'
import type { CodeStore, MailStore, SessionStore } from './email/email-store.ts'
import type { AlertStore } from './operation/alerts.ts'
import type { StatisticsStore } from './operation/statistics.ts'
import type {
  Allowances,
  CallRate,
  Closure,
  Counted,
  Dues,
  Entry,
  Erased,
  First,
  Found,
  Health,
  KeptMessage,
  Listing,
  PlannedStep,
  ReadRate,
  Receipt,
  Salts,
  Settlement,
  Step,
  StepSettlement,
  StoredFile,
  StoredSubmission,
  WrittenCounters,
} from './records.ts'

/** What is kept of messages, from their first commit to their ticket, and of what has to outlive a restart with them. */
export interface Store {
  /**
   * Stores a submission with its files and what is paid for it: all of it, or nothing. The same id with the same content is
   * the same receipt again. Files that were received for it and that it does not keep are gone.
   */
  accept(submission: StoredSubmission, dues?: Dues): Promise<Receipt>
  /** Whether a submission with this id was accepted before. */
  knows(id: string): Promise<boolean>
  /** The receipt of a submission that was accepted before; undefined when its id is new. */
  recognise(submission: Written): Promise<Receipt | undefined>
  /** What the documents may know of a message, by its id or reference. */
  find(key: string): Promise<Found | undefined>
  /** How many wait for their ticket. */
  waiting(): Promise<number>

  /**
   * Takes over the delivery, and what another process has left of it: what that one was sending is unsure, and is looked
   * for after `settleDelayMs`, and after a call that it may still have open. Undefined while another process delivers.
   */
  lead(settleDelayMs: number): Promise<Lead | undefined>
  readonly calls: Calls
  readonly files: FileStore
  readonly operator: OperatorStore
  readonly counters: CounterStore
  readonly conversations: ConversationStore
  readonly codes: CodeStore
  readonly mails: MailStore
  readonly sessions: SessionStore
  readonly statistics: StatisticsStore
  readonly alerts: AlertStore

  /** What the proxy signs with, made once: a form that is open while it restarts can still be sent. */
  signingKey(): Promise<string>
  /** How things stand, after a real write. Rejects with `StoreGone` when nothing that is written will ever be read. */
  health(): Promise<Health>
  /** Erases, forgets and removes what was kept for long enough; to be called every now and then. */
  clean(): Promise<void>
  close(): Promise<void>
}

/**
 * The row that an entry was read of. Its id alone may be another's by now: the one that was dropped may have been sent
 * again under its id, with other words.
 */
export type EntryRow = Pick<Entry, 'id' | 'acceptedAt'>

/** What is done by the one process that delivers. Everything rejects with `Fenced` once another one has taken over. */
export interface Lead {
  /** How often to look for what other processes have stored, in ms; `Infinity` where there are none. */
  readonly lookEveryMs: number
  /** For how long another process may still have a call open when this one takes over, in ms; 0 where there are none. */
  readonly callMs: number
  /** The entry to work on now: with `fresh` one that has not been tried, else one that has; if there is none, any. */
  due(fresh: boolean): Promise<Entry | undefined>
  /** The follow-up step to do now. */
  dueStep(): Promise<Step | undefined>
  /** How long until the next entry or step is due; undefined when none waits. */
  nextDue(): Promise<number | undefined>
  /** The files of a submission, in the order they were sent. */
  filesOf(id: string): Promise<StoredFile[]>
  /** How far the first message is that `further` goes on from; undefined when it is not there any more. */
  first(id: string, further: string): Promise<First | undefined>
  /**
   * Counts a call for an entry and marks the entry as being sent, in one commit before the call: a crash leaves it unsure.
   * Resolves to 0 when the call may leave; to the milliseconds until it may, with nothing changed; and to undefined when
   * it must not: the entry has been dropped, and perhaps sent again, or cannot be written. Also for another call of an entry that is being sent,
   * when the one before has certainly come to nothing.
   */
  begin(entry: EntryRow, rate: CallRate): Promise<number | undefined>
  /**
   * Records what became of an entry, and with its ticket the steps that follow: both or neither. Of one that has been
   * dropped nothing is recorded, nor of what was sent again under its id.
   */
  settle(entry: EntryRow, settlement: Settlement, plan?: readonly PlannedStep[]): Promise<void>
  /** The same for a step: a note is marked as being written. Anything else can simply be done again. */
  beginStep(step: Step, rate: CallRate): Promise<number | undefined>
  /** Records what became of a step. The text of a note is not kept longer than it is needed. */
  settleStep(step: Step, settlement: StepSettlement): Promise<void>
  /** Lets nothing of a site become due for so long: its channel is not there. */
  hold(site: string, ms: number): Promise<void>
  /** Takes over what a call of this process has left: it is unsure, and is looked for after the settle delay. */
  interrupt(settleDelayMs: number): Promise<void>
  /** Lets another process take over at once. */
  resign(): Promise<void>
}

/** Why a message is looked for that waited in a database which is older than what was done with it. */
export const OLDER = 'older_database'

/** Another process delivers by now: what this one was about to do must not be done. */
export class Fenced extends Error {}

/** The calls to the helpdesk that were made lately, by whichever process, and what the helpdesk has asked for. */
export interface Calls {
  /** How long until a call may leave; 0 is now. */
  wait(rate: CallRate): Promise<number>
  /**
   * Notes a call before it leaves, if it may leave now: 0. Otherwise how long until it may. Calls that look into what was
   * closed are not held up by it: they leave `despite` that.
   */
  spend(rate: CallRate, despite?: Closure): Promise<number>
  /**
   * The same for a call that reads for a visitor: not while the ticket of a message, or what follows one, waits; and of
   * its own rate.
   */
  spendRead(rate: CallRate, reads: ReadRate): Promise<number>
  /**
   * Lets no call leave for so long, or for longer where that was asked for before. A limit takes the place of what is
   * `misconfigured`, since calls that look into that have to keep it, too.
   */
  close(ms: number, why: Closure): Promise<void>
  /** Why no call may leave, if that is so. */
  closure(): Promise<Closure | undefined>
}

/** Puts bytes where a file is being stored. */
export type Write = (chunk: Buffer) => Promise<void>

/** Stores one file, which `fill` writes. Resolves to its name in the store. */
export type StoreFile = (fill: (write: Write) => Promise<void>) => Promise<string>

/** There is no room left for files. */
export class NoRoom extends Error {
  constructor() {
    super('There is no room left for files.')
  }
}

/** The files of messages that have no ticket yet. */
export interface FileStore {
  /**
   * Stores the files of one message; they are durable when it resolves, and gone when it rejects. Until the message is
   * accepted nothing refers to them. When there is no room for all that arrive, the `network` that holds most gives way:
   * a few uploads that had stopped kept everybody's out. Rejects with `NoRoom`, or with what `work` does.
   */
  receive<Result>(network: string | undefined, work: (store: StoreFile) => Promise<Result>): Promise<Result>
  /** Gives up files of a message that is not accepted. */
  remove(files: readonly StoredFile[]): Promise<void>
  /** The content of a file; undefined when it is gone. Rejects when it cannot be read now, which says nothing of it. */
  open(file: StoredFile): Promise<Blob | undefined>
}

/** What an operator sees and changes. */
export interface OperatorStore {
  /** The next page of messages after an id, of `most` or as many as are read at once, and whether there may be more. */
  list(
    listing: Listing | undefined,
    after: string,
    most?: number,
  ): Promise<{ messages: KeptMessage[]; more: boolean }>
  /** A message by its id or its reference. */
  show(key: string): Promise<KeptMessage | undefined>
  /**
   * Lets a message and its failed steps be tried again. Not one that is delivered, for that would make a second ticket;
   * and so may one that is unsure, unless whoever asks has looked. Resolves to how many of both will be tried.
   */
  retry(id: string, unsure: boolean): Promise<number>
  retryDead(): Promise<number>
  /** Resolves to how many tickets have steps that will be tried. */
  retryPartial(): Promise<number>
  /**
   * Gives up a message, and leaves nothing of it; of one that is delivered, what its ticket lacks. Not one that
   * lacks nothing, or is on its way: false.
   */
  drop(id: string): Promise<boolean>
  /**
   * Erases the text of every delivered message of an e-mail address, for good, and its codes and sessions; with `dead`,
   * of what was refused too. Reference and ticket stay, which name nobody.
   */
  erase(email: string, dead: boolean): Promise<Erased>
  /** The ids of an address's messages whose text was erased by time, as far as conversations have them found by it. */
  withoutText(email: string): Promise<ReadonlySet<string>>
}

/** The limits' counters over restarts. */
export interface CounterStore {
  /** What was written down last. */
  read(): Promise<WrittenCounters | undefined>
  /** Writes the counters down, and forgets the charges that they contain. Resolves to the salts in force from now on. */
  save(counters: Allowances): Promise<Salts>
  /** Whether there are charges to be forgotten. A message that took its time is stored after its charge was saved. */
  hasCharges(): Promise<boolean>
  /**
   * Adds what was used here to what everybody has used, and resolves to the sums that may have changed. Missing where
   * this process is the only one.
   */
  exchange?: (used: readonly Counted[]) => Promise<Counted[]>
}

/** What is stored is not where it was: nothing that is written now will ever be read. The message is for an operator. */
export class StoreGone extends Error {}
