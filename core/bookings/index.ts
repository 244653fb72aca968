/** Appointments: what can be booked, when it is free, and what a customer's answers ask for. */
export { slotChoices, slotFor, slotId, slotStart, type Wish, wishes, wishIn, wishValue } from "./choices.ts";
export {
  type BookingQuestion,
  bookingHidden,
  bookingQuestion,
  bookingSource,
  cancelValue,
  changeField,
  type Request,
  requestIn,
  serviceIn,
  withBookingLimits,
} from "./form.ts";
export {
  freeSlots,
  grainsOf,
  heldBy,
  horizon,
  isFree,
  joined,
  overlap,
  slotAt,
  startsTouching,
  type Taken,
  without,
} from "./slots.ts";
export {
  calendarKey,
  type GoogleService,
  googleCalendarIn,
  grainMs,
  type Interval,
  isGoogle,
  type Service,
  serviceSchema,
} from "./types.ts";
