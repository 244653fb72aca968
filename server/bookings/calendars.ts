/** The calendars behind services, as the portal's connected accounts. */
import { createGoogleCalendar, type GoogleCalendar } from "../../connectors/google-calendar/index.ts";
import type { Context } from "../context.ts";
import { withAccount } from "../form-tools/account.ts";

/** @throws OutsideError `forms.not_connected` where no calendar is */
export function asGoogleCalendar<T>(
  context: Context,
  portalId: string,
  ask: (calendar: GoogleCalendar) => Promise<T>,
): Promise<T> {
  const { fetch, config } = context;
  return withAccount(context, portalId, "google-calendar", ({ accessToken }) =>
    ask(
      createGoogleCalendar({
        fetch,
        accessToken,
        timeoutMs: config.FORM_TOOL_TIMEOUT_MS,
        calendarBase: config.GOOGLE_CALENDAR_BASE,
      }),
    ),
  );
}
