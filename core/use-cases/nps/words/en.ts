import type { NpsWords } from "./words.ts";

export const english: NpsWords = {
  title: "Your opinion of us",
  message: {
    body: "How was it with us? One question, and half a minute of your time.",
    button: "Give your opinion",
    template: {
      requested:
        "You asked for our short survey: one question about how you found us. You can answer it right here in the chat.",
      reminder: "Our short survey is still open: one question about how you found us. You can answer it right here.",
      invitation:
        "We would like to know how you found us: one question, half a minute, right here in the chat. To hear no more of this kind, reply STOP.",
    },
  },
  scorePage: "Your opinion",
  score: "How likely is it that you would recommend us to a friend or colleague?",
  unlikely: "Not at all likely",
  likely: "Extremely likely",
  reasonPage: "What went wrong",
  reason: "What disappointed you most?",
  reasons: {
    quality: "Quality",
    price: "Price",
    service: "Service",
    delivery: "Waiting time or delivery",
    other: "Something else",
  },
  commentPage: "In your own words",
  comment: "What should we keep, and what should we change?",
  followUp: "May we write to you about your answer?",
  yes: "Yes, you may",
  no: "No, thank you",
  thanks: {
    promoter: "Thank you! It is good to know that you would recommend us.",
    passive: "Thank you! We will work on earning your full recommendation.",
    detractor: "Thank you for being so open. We are sorry that we did not meet your expectations.",
  },
};
