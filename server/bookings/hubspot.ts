/**
 * Appointments on a scheduling page in HubSpot, which lets an app book and nothing else (form-tools reference 6.2): a change is a
 * task for a person, and the customer is told so.
 *
 * Booking takes no key. After a try that may have landed, the contact's own meetings are read for one that begins then.
 */
import type { HubSpot } from "../../connectors/hubspot/index.ts";
import { heldBy, horizon, type Interval, overlap, type Service, slotAt, wishIn } from "../../core/bookings/index.ts";
import { OutsideError } from "../../core/errors.ts";
import { appointmentIn } from "../../core/texts/index.ts";
import type { Job } from "../delivery/step.ts";
import { typedEmail } from "../delivery/steps/answers.ts";
import { identityOf } from "../people/people.ts";
import { mappedContact } from "./event-text.ts";
import type { Booking } from "./rows.ts";
import type { Settled } from "./settle.ts";
import { giveUpSlot, holdWished } from "./wishes.ts";

export type HubSpotService = Service & { readonly calendar: { readonly kind: "hubspot"; readonly slug: string } };

export function isHubSpot(service: Service): service is HubSpotService {
  return service.calendar.kind === "hubspot";
}

/** What the page offers within the days and the notice of the service. @throws OutsideError `hubspot.*` */
export async function pageTimes(hubspot: HubSpot, service: HubSpotService, now: number): Promise<Interval[]> {
  const { calendar, timeZone, noticeMinutes } = service;
  const { end } = horizon(service, now);
  const count = monthsBetween(now, end, timeZone);
  const pages = await Promise.all(
    Array.from({ length: count + 1 }, (_, month) =>
      hubspot.meetings.free(calendar.slug, calendar.minutes * 60_000, timeZone, month),
    ),
  );
  const soonest = now + noticeMinutes * 60_000;
  return pages
    .flat()
    .filter(({ start }) => start >= soonest && start < end)
    .sort((one, other) => one.start - other.start);
}

/** The page's times without what other customers hold. */
export function notHeld(service: Service, times: readonly Interval[], held: readonly Interval[]): Interval[] {
  return times.filter((time) => !held.some((each) => overlap(each, heldBy(service, time))));
}

/** Books a time of the page. @returns `again` where another look is needed first */
export async function inHubSpot(job: Job, service: HubSpotService, booking: Booking): Promise<Settled | "again"> {
  const now = job.context.now();
  const start =
    booking.asked_start ?? (await holdWished(job, service, booking, await freeOnPage(job.hubspot, service, now)));
  if (start === "again") return "again";
  if (start === undefined) return { outcome: "none_free" };
  const who = await guest(job);
  const slot = slotAt(service, start);
  if (job.attempts > 1 && (await stands(job, who.email, start))) {
    return { outcome: "booked", slot, eventId: `found:${start}` };
  }
  const free = await pageTimes(job.hubspot, service, now);
  if (!free.some((time) => time.start === start)) {
    return wishIn(booking.asked) ? giveUpSlot(job, service, booking) : { outcome: "taken" };
  }
  job.mayCall();
  const { slug } = service.calendar;
  const { timeZone } = service;
  const asked = { slug, start, durationMs: slot.end - slot.start, timeZone, ...who };
  return { outcome: "booked", slot, eventId: await job.hubspot.meetings.book(asked) };
}

async function freeOnPage(hubspot: HubSpot, service: HubSpotService, now: number) {
  const times = await pageTimes(hubspot, service, now);
  return (held: readonly Interval[]) => notHeld(service, times, held);
}

/** HubSpot books for a name and an e-mail. What was not asked in the form stands on the contact, or is missing. */
async function guest(job: Job): Promise<{ email: string; firstName: string; lastName: string }> {
  const typed = mappedContact(job);
  const contact = await contactOf(job);
  const known = contact?.properties ?? {};
  const email = typedEmail(job) ?? typed["email"] ?? known["email"];
  if (!email) {
    const message =
      "HubSpot books for an e-mail only, and there is none. Ask for it in the form, or write it on the contact.";
    throw new OutsideError(message, { code: "booking.no_email", remedy: "ask-admin" });
  }
  const firstName = typed["firstname"] ?? known["firstname"] ?? "WhatsApp";
  return { email, firstName, lastName: typed["lastname"] ?? known["lastname"] ?? `+${job.waId}` };
}

async function contactOf({ context, portal, personId, hubspot }: Job) {
  const known = await identityOf(context, portal.id, personId, "contact");
  return known === undefined ? undefined : hubspot.contacts.get(known, ["email", "firstname", "lastname"]);
}

/** HubSpot files the meeting with the contact of the e-mail. */
async function stands({ hubspot }: Job, email: string, start: number): Promise<boolean> {
  for (const { id } of await hubspot.contacts.findByEmail(email)) {
    if ((await hubspot.meetings.startsOf(id)).includes(start)) return true;
  }
  return false;
}

/** What was booked on a page changes: one task for each change, for the contact's owner. */
export async function askPeople(job: Job, service: Service, booking: Booking): Promise<Settled> {
  const { context, hubspot, submission } = job;
  const contact = await contactOf(job);
  if (!contact) {
    const message = "The customer wants another time, and there is no contact to make a task on. Write to them.";
    throw new OutsideError(message, { code: "booking.no_contact", remedy: "ask-admin" });
  }
  const subject = `A customer changes an appointment on WhatsApp (${submission.id}, ${submission.revision})`;
  const there = job.attempts > 1 ? await hubspot.findTasks(contact.id) : [];
  if (!there.some((task) => task.subject === subject)) {
    const when = (at: number | null) => (at === null ? "?" : appointmentIn("en", at, service.timeZone));
    const wish = booking.asked === "cancel" ? "It is to be cancelled" : `Wished: ${when(booking.asked_start)}`;
    const owner = await hubspot.contactOwners.of(contact.id);
    await hubspot.createTask({
      subject,
      body: `The appointment is on ${when(booking.start_at)}. ${wish}. HubSpot lets no app change what was booked on a scheduling page: change it in the calendar, then answer the customer.`,
      dueAt: context.now() + 4 * 3_600_000,
      contactIds: [contact.id],
      ...(owner?.ownerId && { ownerId: owner.ownerId }),
    });
  }
  return { outcome: "by_hand" };
}

function monthsBetween(from: number, to: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "numeric" });
  const months = (at: number) => {
    const parts = format.formatToParts(at);
    const part = (type: string) => Number(parts.find((each) => each.type === type)?.value ?? 0);
    return part("year") * 12 + part("month");
  };
  return Math.max(0, months(to) - months(from));
}
