/** Reminders: one message, later, to one person. What it says is the caller's; when and whether it goes is decided here. */
export { reminderWork } from "./due.ts";
export { cancelReminderWrites, reminderNamed, remindersOf, reminderWrites } from "./store.ts";
export { nameTemplate, templateFor } from "./templates.ts";
export {
  type Reminder,
  type ReminderKind,
  type ReminderName,
  type ReminderSeen,
  type ReminderStatus,
  type ReminderSubject,
  reminderKinds,
} from "./types.ts";
