/** The operator's routes for appointments, and the address that Google's consent page leads back to. */
import { Router } from "express";
import { z } from "zod";
import { serviceSchema } from "../../core/bookings/index.ts";
import type { Context } from "../context.ts";
import { authoriseUrl, finishConsent } from "../form-tools/connect.ts";
import { forgetConnection, toolConnection } from "../form-tools/connection.ts";
import { keepPrivate, showConsent } from "../form-tools/consent-page.ts";
import { operatorDoor } from "../http/operator-door.ts";
import type { HubSpotAccess } from "../portals/hubspot.ts";
import { recordAudit } from "../privacy/audit.ts";
import { bookingsOf } from "./rows.ts";
import { removeService, saveService, services } from "./services.ts";
import { tryOut } from "./try-out.ts";

const ofPortal = z.object({ portalId: z.string() });
const calendar = "google-calendar";

export function bookingRoutes(context: Context, hubspot: Pick<HubSpotAccess, "of">): Router {
  const { router, servePortal } = operatorDoor(context);
  const told = (portalId: string, action: "connected" | "disconnected" | "settings-changed", subject: string) =>
    recordAudit(context, portalId, { actor: "operator", action, subject });
  servePortal(
    "/operator/bookings",
    ofPortal.extend({ past: z.boolean().default(false) }),
    async ({ portalId, past }) => ({
      kind: "bookings",
      googleCalendar: (await toolConnection(context, portalId, calendar))?.status ?? "not-connected",
      services: await services(context, portalId),
      bookings: (await bookingsOf(context, portalId, { past })).map(
        ({ id, person_id, submission_id, service, status, asked, outcome, event_id, start_at, end_at }) => ({
          id,
          personId: person_id,
          submissionId: submission_id,
          service,
          status,
          asked,
          outcome,
          eventId: event_id,
          startAt: start_at,
          endAt: end_at,
        }),
      ),
    }),
  );
  servePortal("/operator/bookings/authorise", ofPortal, async ({ portalId }) => ({
    kind: "authorise",
    url: await authoriseUrl(context, portalId, calendar),
  }));
  servePortal("/operator/bookings/disconnect", ofPortal, async ({ portalId }) => {
    await forgetConnection(context, portalId, calendar);
    await told(portalId, "disconnected", calendar);
    return { kind: "disconnected" };
  });
  servePortal("/operator/bookings/save", ofPortal.extend({ service: serviceSchema }), async ({ portalId, service }) => {
    // What cannot be read now would fail in front of customers.
    const free = await tryOut(context, hubspot, portalId, service);
    await saveService(context, portalId, service);
    await told(portalId, "settings-changed", `booking:${service.name}`);
    return { kind: "saved", name: service.name, choicesFrom: `@booking:${service.name}`, free };
  });
  servePortal("/operator/bookings/remove", ofPortal.extend({ name: z.string() }), async ({ portalId, name }) => {
    if (!(await removeService(context, portalId, name))) {
      return { kind: "refused", code: "booking.no_service", message: `There is nothing to book by the name ${name}.` };
    }
    await told(portalId, "settings-changed", `booking:${name}`);
    return { kind: "removed", name };
  });
  router.use(consentRoute(context));
  return router;
}

function consentRoute(context: Context): Router {
  const router = Router();
  router.get("/oauth/google-calendar/callback", (request, response) => {
    keepPrivate(response);
    return showConsent(context, request, response, {
      label: "Google Calendar",
      finish: (answer) => finishConsent(context, calendar, answer),
      says: (portalId) => `Appointments of HubSpot account ${portalId} can now be booked there.`,
      failed: "bookings.connect_failed",
    });
  });
  return router;
}
