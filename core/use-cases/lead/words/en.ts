import type { LeadWords } from "./words.ts";

export const english: LeadWords = {
  title: "Tell us what you need",
  message: {
    body: "A few short questions, so that the right person can help you. About one minute.",
    button: "Tell us",
    template: {
      requested:
        "Here are the questions for your request. With your answers the right person on our team can help you. It takes a minute, right here in the chat.",
      reminder:
        "Your request is still open: a few short questions, so that the right person on our team can help you. You can answer them right here.",
      invitation:
        "Are you planning something where we could help? A few short questions here in the chat, and the right person gets in touch. To hear no more of this kind, reply STOP.",
    },
  },
  interestPage: "Your request",
  interest: "What is it about?",
  interests: {
    purchase: "Something new",
    renewal: "Renew or extend",
    advice: "Advice first",
    other: "Something else",
  },
  needsPage: "What you need",
  needs: "What matters most to you?",
  needsOf: {
    quality: "Quality",
    price: "Price",
    speed: "Done soon",
    service: "Personal service",
    sustainability: "Sustainability",
  },
  details: "What do you have in mind?",
  budgetPage: "Budget and time",
  budget: "Which budget do you have in mind?",
  budgets: {
    up_to_1000: "Up to 1,000",
    up_to_5000: "1,000 to 5,000",
    up_to_20000: "5,000 to 20,000",
    over_20000: "More than 20,000",
    unknown: "I do not know yet",
  },
  timing: "When would you like to begin?",
  timings: {
    now: "As soon as possible",
    three_months: "Within three months",
    half_year: "Within half a year",
    later: "Later, or just looking",
  },
  handOverPage: "How we reach you",
  reach: "How should we get in touch?",
  reaches: {
    whatsapp: "Here on WhatsApp",
    phone_morning: "By phone, in the morning",
    phone_afternoon: "By phone, in the afternoon",
    email: "By e-mail",
  },
  email: "Your e-mail address, if you like",
  thanks: {
    hot: "Thank you! Somebody from our team will get in touch with you today or on the next working day.",
    warm: "Thank you! Somebody from our team will get in touch with you within a few days.",
    cold: "Thank you! We have noted your request. Write to us here whenever you want to go on.",
  },
};
