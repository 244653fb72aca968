import type { AppointmentWords } from "./words.ts";

export const english: AppointmentWords = {
  title: "Book an appointment",
  message: {
    body: "Choose a time that suits you. You see what is free right now, and we confirm it here.",
    button: "Choose a time",
    template: {
      requested: "Here is the form to book your appointment. You see what is free right now, and we confirm it here.",
      reminder: "Your appointment is not booked yet. Choose a time that suits you, right here in the chat.",
      invitation:
        "You can book an appointment with us right here in the chat, at a time that suits you. To hear no more of this kind, reply STOP.",
    },
  },
  aboutPage: "Your appointment",
  purpose: "What is it about?",
  purposes: { first: "First meeting", advice: "Advice", offer: "An offer", other: "Something else" },
  note: "Is there anything that we should know beforehand?",
  change: "What would you like to do with your appointment?",
  changes: { move: "Move it to another time", cancel: "Cancel it" },
  whoPage: "About you",
  firstName: "First name",
  lastName: "Last name",
  email: "Email address",
  whenPage: "When",
  slot: "Which time suits you?",
  slotHint:
    "The list shows what is free now. If it shows no times, tell us when it suits you: we confirm a time by message.",
  wishes: {
    any: "Any time: confirm by message",
    morning: "A morning: confirm by message",
    afternoon: "Afternoon: confirm by message",
  },
  confirmPage: "Please confirm",
  summary: (slot) => `Your choice: ${slot}`,
  send: "Book it",
  thanks: {
    booked: "Thank you! We enter your appointment now and confirm it right here in the chat.",
    cancelled: "Thank you. We cancel your appointment now and confirm it here.",
  },
};
