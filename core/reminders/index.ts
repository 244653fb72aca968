/** Reminders, decided: what somebody is to be reminded of, and when. */
export { type ComingEvent, comingEvent, type EventSettings, eventProblems, eventSchema } from "./event.ts";
