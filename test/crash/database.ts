/** The databases that processes are killed on, and what stands in them afterwards: only what must be explained. */
import { CompiledQuery } from "kysely";
import { createStore, type Engine } from "../../server/store/index.ts";

export interface CrashDatabase {
  readonly kind: "sqlite" | "postgres";
  readonly settings: { readonly DATABASE_FILE: string } | { readonly DATABASE_URL: string };
  /** For a look at it; a SQLite file must not be in use. */
  open(): Promise<Engine>;
}

export interface InDatabase {
  /** `step status reason`, and how many steps ended so. */
  readonly ends: ReadonlyMap<string, number>;
  readonly dead: readonly string[];
  readonly unfinished: number;
  /**
   * Receipts and confirmations that nobody knows about, or whose window was closed: none was sent rather than two. Who does not
   * know yet which time their wish became is a dead letter, so that somebody hears of them.
   */
  readonly receiptsLeftOpen: number;
  /** Links to the secure page that nobody knows about. They are dead letters, so that somebody hears of them. */
  readonly linksInDoubt: number;
  /** Reminders of appointments that went, that may have gone, and whose time passed without anything. */
  readonly reminders: { readonly sent: number; readonly inDoubt: number; readonly overdue: readonly string[] };
  /** Reminders of what was left half-way of which nobody knows whether they went. */
  readonly rescuesInDoubt: number;
  /** Webhooks that were received and are not handled. */
  readonly inboxLeft: number;
  readonly submissions: number;
}

/** @param now epoch milliseconds of the processes' clock */
export async function inDatabase(database: CrashDatabase, now: number): Promise<InDatabase> {
  const engine = await database.open();
  const { db, all } = createStore(engine).everyPortal();
  try {
    const steps = await all(
      db
        .selectFrom("steps")
        .select(({ fn }) => ["step", "status", "reason", fn.countAll<number>().as("count")])
        .groupBy(["step", "status", "reason"]),
    );
    const inbox = await all(
      db
        .selectFrom("inbox")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .where("status", "!=", "done"),
    );
    const submissions = await all(db.selectFrom("submissions").select(({ fn }) => fn.countAll<number>().as("count")));
    const reminders = await all(
      db
        .selectFrom("reminders")
        .select(["id", "revision", "status", "reason", "due_at"])
        .where("kind", "=", "appointment"),
    );
    const waiting = await all(
      db
        .selectFrom("person_outbox")
        .select(["key", "status", "reason", "attempts", "next_at", "leased_until"])
        .where("kind", "=", "reminder"),
    );
    const minutes = (at: number) => Math.round((Number(at) - now) / 60_000);
    const workOn = (id: string, revision: number): string => {
      const row = waiting.find(({ key }) => key === `${id}:${revision}`);
      if (!row) return "nothing waits";
      const { status, reason, attempts, next_at: next, leased_until: lease } = row;
      return `${status} ${reason}, ${attempts} tries, next in ${minutes(next)} min, lease ${minutes(lease)} min`;
    };
    const rescues = await all(db.selectFrom("stops").select("reminder").where("reminder", "=", "unconfirmed"));
    type Ending = (typeof steps)[number];
    const linkInDoubt = ({ step, reason }: Ending) => step === "secure_link" && reason === "secure.unconfirmed";
    const timeUntold = ({ step, reason }: Ending) => step === "booking_message" && reason === "booking.untold";
    const sum = (wanted: (row: Ending) => boolean) =>
      steps.filter(wanted).reduce((total, { count }) => total + Number(count), 0);
    const nameOf = ({ step, status, reason }: Ending) => [step, status, reason].filter(Boolean).join(" ");
    return {
      ends: new Map(steps.map((row) => [nameOf(row), Number(row.count)])),
      dead: steps
        .filter((row) => row.status === "dead" && !linkInDoubt(row) && !timeUntold(row))
        .map((row) => `${nameOf(row)}: ${row.count}`),
      unfinished: sum(({ status }) => ["ready", "blocked", "waiting-for-person"].includes(status)),
      receiptsLeftOpen: sum(
        (row) =>
          timeUntold(row) ||
          (["receipt", "booking_message"].includes(row.step) &&
            row.status === "skipped" &&
            row.reason !== "correction"),
      ),
      linksInDoubt: sum(linkInDoubt),
      reminders: {
        sent: reminders.filter(({ status }) => status === "sent").length,
        inDoubt: reminders.filter(({ status, reason }) => status === "ended" && reason === "unconfirmed").length,
        overdue: reminders
          .filter(({ status, due_at }) => ["waiting", "sending"].includes(status) && due_at < now)
          .map(
            ({ id, revision, status, reason, due_at }) =>
              `${status} ${reason}, due ${minutes(due_at)} min; ${workOn(id, revision)}`,
          ),
      },
      rescuesInDoubt: rescues.length,
      inboxLeft: Number(inbox[0]?.count ?? 0),
      submissions: Number(submissions[0]?.count ?? 0),
    };
  } finally {
    await engine.close();
  }
}

/** graphile-worker's jobs wait by the database's clock, which nobody can move: so their times move. */
export async function hurryQueue(engine: Engine): Promise<void> {
  const query = CompiledQuery.raw(
    "update graphile_worker._private_jobs set run_at = now() where run_at > now() and locked_at is null",
  );
  await engine.commit([{ query }]);
}
