/** The newest submissions with what became of them. */
import type { PageResultsReady, PageSubmission, PageTroubledStep } from "../../src/app/packages/contract/index.ts";
import { destinationName } from "../cards/destination-name.ts";
import type { Context } from "../context.ts";
import { deadLetterIds } from "../delivery/dead-letters.ts";
import { reasonInWords } from "../delivery/reasons.ts";
import type { Row } from "../store/index.ts";

const perPage = 20;

/** @param after `next` of the page before */
export async function resultsOf(context: Context, portalId: string, after?: string): Promise<PageResultsReady> {
  const rows = await submissionRows(context, portalId, after);
  const shown = rows.slice(0, perPage);
  const steps = await stepsOf(
    context,
    portalId,
    shown.map(({ id }) => id),
  );
  const submissions = shown.map((row): PageSubmission => {
    const own = steps.filter(({ submission_id }) => submission_id === row.id);
    return {
      id: row.id,
      flowName: row.name,
      at: new Date(row.accepted_at).toISOString(),
      state: stateOf(own),
      troubled: own.flatMap((step) => troubled(step) ?? []),
    };
  });
  const last = shown.at(-1);
  const dead = (await deadLetterIds(context, portalId, {})).length;
  return { kind: "ready", submissions, ...(rows.length > perPage && last && { next: cursorOf(last) }), dead };
}

const cursorOf = ({ accepted_at, id }: { accepted_at: number; id: string }) => `${accepted_at}.${id}`;

/** One more than a page shows. */
async function submissionRows({ store }: Context, portalId: string, after: string | undefined) {
  const [, at, id] = /^(\d{1,15})\.(.+)$/.exec(after ?? "") ?? [];
  const tenant = store.of(portalId);
  return tenant.all(
    tenant.db
      .selectFrom("submissions")
      .innerJoin("flows", "flows.id", "submissions.flow_id")
      .select(["submissions.id", "submissions.accepted_at", "flows.name"])
      .$if(at !== undefined, (query) =>
        query.where(({ eb, and, or }) =>
          or([
            eb("submissions.accepted_at", "<", Number(at)),
            and([eb("submissions.accepted_at", "=", Number(at)), eb("submissions.id", "<", id ?? "")]),
          ]),
        ),
      )
      .orderBy("submissions.accepted_at", "desc")
      .orderBy("submissions.id", "desc")
      .limit(perPage + 1),
  );
}

type StepSeen = Pick<Row<"steps">, "id" | "submission_id" | "destination" | "status" | "reason">;

async function stepsOf({ store }: Context, portalId: string, submissions: readonly string[]): Promise<StepSeen[]> {
  if (submissions.length === 0) return [];
  const tenant = store.of(portalId);
  return tenant.all(
    tenant.db
      .selectFrom("steps")
      .select(["id", "submission_id", "destination", "status", "reason"])
      .where("submission_id", "in", [...submissions])
      .orderBy("seq"),
  );
}

function stateOf(steps: readonly StepSeen[]): PageSubmission["state"] {
  if (steps.some(({ status }) => status === "dead" || status === "waiting-for-person")) return "attention";
  return steps.some(({ status }) => status === "ready" || status === "blocked") ? "under-way" : "landed";
}

function troubled({ id, status, destination, reason }: StepSeen): PageTroubledStep | undefined {
  if (status !== "dead" && status !== "waiting-for-person") return undefined;
  const code = reason ?? "unknown";
  const says = reasonInWords(code);
  return { code, id, state: status === "dead" ? "dead" : "person", destination: destinationName(destination), says };
}
