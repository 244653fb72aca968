import type { RsvpWords } from "./words.ts";

export const english: RsvpWords = {
  title: "Our event: are you coming?",
  message: {
    body: "You are invited. Tell us whether you come and with how many, and your places are kept.",
    button: "Answer now",
    template: {
      requested:
        "Here is the registration for our event that you asked for. Your places are kept once you have answered.",
      reminder: "Your registration for our event is still open. Tell us whether you come, right here in the chat.",
      invitation:
        "You are invited to our event. Tell us right here in the chat whether you come and with how many. To hear no more of this kind, reply STOP.",
    },
  },
  eventPage: "Our event",
  event: "Which event are you coming to?",
  events: { evening: "Evening event", afternoon: "Afternoon event", none: "I cannot come" },
  party: "How many of you are coming, you included?",
  needsPage: "So that all goes well",
  food: "What should the kitchen know?",
  foods: {
    vegetarian: "Vegetarian",
    vegan: "Vegan",
    no_pork: "No pork",
    gluten_free: "Gluten-free",
    lactose_free: "Lactose-free",
    other: "Something else",
  },
  access: "Is there anything else that you need, such as step-free access or a seat at the front?",
  confirmPage: "Please confirm",
  summary: (event, party) => `You are coming to: ${event}. Places: ${party}.`,
  unable: "You cannot come this time.",
  remindMe: "Remind me here",
  remindText: "You may send me a reminder of this event on WhatsApp. To end such messages, I write STOP.",
  send: "Send my answer",
  thanks: {
    coming: "Thank you! Your places are kept. If something changes, open the form again and correct your answer.",
    unable: "Thank you for telling us. We hope to see you another time.",
  },
};
