/** One scheduling page of a user's. Times are epoch milliseconds. */
export interface MeetingPage {
  readonly slug: string;
  readonly durationMs: number;
  /** Beginnings that are free; a booking takes one away. */
  readonly free: Set<number>;
}
