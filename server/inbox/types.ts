/** What the inbox asks of a source of webhooks, whoever it is. */
import type { Context } from "../context.ts";
import type { Row, Write } from "../store/index.ts";

export type SourceName = Row<"inbox">["source"];

/** One thing that a webhook told, whose sender was verified. */
export interface Told {
  readonly source: SourceName;
  readonly portalId: string;
  /** Whom it is about: their key seals it. Without a person the portal's key does. */
  readonly personId?: string | undefined;
  /** The source's own word for what it is. */
  readonly kind: string;
  /** The sender's own id of it, the same for every delivery of it: it is kept once per portal and source. */
  readonly dedupeKey: string;
  /** Kept as JSON, sealed. */
  readonly body: unknown;
}

export interface Kept {
  readonly portalId: string;
  readonly personId: string | undefined;
  readonly kind: string;
  /** What was told, read back from JSON: parse it. */
  readonly body: unknown;
}

/**
 * What something told changes, to be committed together with its end. It may be asked twice for the same thing, after
 * a crash in between, so it calls nobody: what has to be called is planned as a step, or waits in a table.
 */
export type Handler = (context: Context, kept: Kept) => Promise<Write[]>;

/** A source without a handler keeps what it was told until there is one. */
export type Handlers = Readonly<Partial<Record<SourceName, Handler>>>;
