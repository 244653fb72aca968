/** Google Calendar as the place of appointments: when it is busy, and our customers' events in it. */
export { type Appointment, type CalendarEvent, eventIdOf } from "./adapter.ts";
export { createGoogleCalendar, type GoogleCalendar, type GoogleCalendarOptions, type Span } from "./client.ts";
export { createGoogleCalendarOAuth } from "./oauth.ts";

/** What this connector is and can do; settings screens and the command line read it. */
export const googleCalendar = {
  id: "google-calendar",
  label: "Google Calendar",
  can: {
    readsForms: "no",
    noticesChanges: "no",
    writesSubmissions: "no",
    listsAudiences: "no",
    books: "supported",
  },
} as const;
