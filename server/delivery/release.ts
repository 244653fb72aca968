/** Steps that waited for others: they become ready once the last of those is done or skipped, whatever its lane. */
import { z } from "zod";
import type { Context } from "../context.ts";
import { type Row, StoreConflict, type Write, write } from "../store/index.ts";
import type { DueStep } from "./plan.ts";
import { stepKey } from "./step.ts";
import { wakeWrites } from "./wake.ts";

const keysSchema = z.array(z.string());

type Sibling = Pick<Row<"steps">, "id" | "step" | "target" | "destination" | "after" | "status">;

/**
 * What changes for the siblings of a step that is done or skipped. Each write names the list that it read: two steps of
 * different lanes that end in the same moment conflict, and the second one looks again.
 */
export async function releaseWrites(context: Context, { portalId, row }: DueStep): Promise<Write[]> {
  const tenant = context.store.of(portalId);
  const siblings = await tenant.all(
    tenant.db
      .selectFrom("steps")
      .select(["id", "step", "target", "destination", "after", "status"])
      .where("submission_id", "=", row.submission_id)
      .where("revision", "=", row.revision),
  );
  const ended = siblings.map((each) => (each.id === row.id ? { ...each, status: "done" as const } : each));
  return ended.flatMap((each) => releaseOf(context, portalId, each, ended));
}

function releaseOf(context: Context, portalId: string, step: Sibling, siblings: readonly Sibling[]): Write[] {
  if (step.status !== "blocked") return [];
  const before = keysSchema.parse(JSON.parse(step.after));
  const left = before.filter((key) => !siblings.some((each) => stepKey(each) === key && isOver(each)));
  if (left.length === before.length) return [];
  const { db } = context.store.of(portalId);
  const now = context.now();
  return [
    write(
      db
        .updateTable("steps")
        .set({
          after: JSON.stringify(left),
          updated_at: now,
          ...(left.length === 0 && { status: "ready" as const, next_at: now }),
        })
        .where("id", "=", step.id)
        .where("status", "=", "blocked")
        .where("after", "=", step.after),
      1,
    ),
    ...(left.length === 0 ? wakeWrites(context, portalId, [step.destination]) : []),
  ];
}

const isOver = ({ status }: Sibling): boolean => status === "done" || status === "skipped";

/**
 * Releases what a step planned in the very moment in which the one before it ended: each did not see the other. Due now
 * and then. @returns how many
 */
export async function releaseStranded(context: Context): Promise<number> {
  const every = context.store.everyPortal();
  const blocked = await every.all(
    every.db.selectFrom("steps").selectAll().where("status", "=", "blocked").orderBy("updated_at", "desc").limit(1_000),
  );
  let released = 0;
  for (const { portal_id: portalId, ...row } of blocked) {
    const tenant = context.store.of(portalId);
    const siblings = await tenant.all(
      tenant.db
        .selectFrom("steps")
        .select(["id", "step", "target", "destination", "after", "status"])
        .where("submission_id", "=", row.submission_id)
        .where("revision", "=", row.revision),
    );
    const writes = releaseOf(context, portalId, row, siblings);
    try {
      await tenant.commit(writes);
      if (writes.length > 0) released += 1;
    } catch (error) {
      // A step before it ended in this moment and releases it by itself.
      if (!(error instanceof StoreConflict)) throw error;
    }
  }
  return released;
}
