import { calendarKey, freeSlots, horizon, isGoogle, type Service } from "../../core/bookings/index.ts";
import type { Context } from "../context.ts";
import type { HubSpotAccess } from "../portals/hubspot.ts";
import { asGoogleCalendar } from "./calendars.ts";
import { heldIn } from "./holds.ts";
import { isHubSpot, pageTimes } from "./hubspot.ts";

/**
 * Reads the calendar as a customer's exchange would. @returns how many slots are free now
 * @throws OutsideError where the calendar cannot be read, such as one that the account may not see
 */
export async function tryOut(
  context: Context,
  hubspot: Pick<HubSpotAccess, "of">,
  portalId: string,
  service: Service,
): Promise<number> {
  const at = context.now();
  if (isHubSpot(service)) return (await pageTimes(hubspot.of(portalId), service, at)).length;
  if (!isGoogle(service)) return 0;
  const { calendarId } = service.calendar;
  const busy = await asGoogleCalendar(context, portalId, (calendar) => calendar.busy(calendarId, horizon(service, at)));
  const held = await heldIn(context, portalId, calendarKey(service), { from: at, except: undefined });
  return freeSlots(service, at, { busy, held }).length;
}
