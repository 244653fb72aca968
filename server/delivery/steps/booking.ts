/**
 * The appointment that answers asked for, in its calendar: made, moved or taken out. What came of it is written down before
 * the step ends, so a repeated step finds it; then the customer is told.
 */
import { isGoogle } from "../../../core/bookings/index.ts";
import { inGoogle } from "../../bookings/google.ts";
import { inHubSpot, isHubSpot } from "../../bookings/hubspot.ts";
import { bookingAskedBy, bookingById } from "../../bookings/rows.ts";
import { serviceNamed, unknownService } from "../../bookings/services.ts";
import { settle } from "../../bookings/settle.ts";
import type { Step, StepResult } from "../step.ts";

export const booking: Step = async (job) => {
  const { context, portal, submission } = job;
  const asked = await bookingAskedBy(context, portal.id, submission);
  if (!asked) return { kind: "skipped", reason: "replaced-by-newer-answers" };
  if (asked.status !== "asked") return told(asked.outcome);
  const service = await serviceNamed(context, portal.id, asked.service);
  if (!service) throw unknownService(asked.service);
  const settled = isHubSpot(service)
    ? await inHubSpot(job, service, asked)
    : isGoogle(service)
      ? await inGoogle(job, service, asked)
      : undefined;
  if (!settled) throw unknownService(asked.service);
  if (settled === "again") return { kind: "not-yet", reason: "slot-changed", afterMs: 1_000 };
  await settle(job, service, asked, settled);
  return told((await bookingById(context, portal.id, asked.id))?.outcome ?? null);
};

function told(outcome: string | null): StepResult {
  return { kind: "done", ...(outcome !== null && { reason: outcome }), plan: [{ step: "booking_message", after: [] }] };
}
