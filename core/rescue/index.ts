export {
  type NoReminder,
  nextLook,
  noReminderInWords,
  type ReminderFacts,
  type ReminderWay,
  reminderWay,
  type Stage,
  type Standing,
  stageOf,
} from "./decide.ts";
export { type RescueSettings, rescueSettingsSchema } from "./settings.ts";
