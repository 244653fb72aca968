import type { MembershipWords } from "./words.ts";

export const english: MembershipWords = {
  title: "Renew your membership",
  message: {
    body: "Your membership is due for another year. Choose your dues and how you will pay; it takes a minute.",
    button: "Renew",
    template: {
      requested:
        "Here is the form to renew your membership: choose your dues and how you will pay. You can fill it in right here in the chat.",
      reminder:
        "Your membership renewal is still open: choose your dues and how you will pay. You can fill it in right here in the chat.",
      invitation:
        "Your membership ends soon. If you would like to stay with us, you can renew it right here in the chat in a minute. To hear no more of this kind, reply STOP.",
    },
  },
  duesPage: "Your dues",
  plan: "Which membership do you choose for the coming year?",
  plans: {
    standard: "Standard: 60 a year",
    reduced: "Reduced: 30 a year",
    family: "Family: 90 a year",
    supporting: "Supporting: 120 a year",
  },
  paymentPage: "Payment",
  intention: "How will you pay?",
  intentions: {
    transfer: "Bank transfer",
    direct_debit: "Direct debit, as before",
    in_person: "In person",
    not_renewing: "I am not renewing",
  },
  payBy: "When will you pay?",
  payBys: {
    this_week: "This week",
    this_month: "This month",
    later: "Later",
  },
  leaving: "What makes you leave?",
  benefitsPage: "Benefits",
  benefits: "Which benefits would you like?",
  benefitsOf: {
    newsletter: "Newsletter",
    events: "Invitations to events",
    magazine: "The printed magazine",
    partners: "Prices with our partners",
  },
  receiptPage: "Receipt",
  receiptName: "Whose name stands on the receipt?",
  receiptEmail: "E-mail address for the receipt",
  renewed: (dues) =>
    `Thank you for staying with us! We have noted your renewal. Dues: ${dues}. The receipt follows once your payment has arrived.`,
  left: "Thank you for telling us, and for the time together. Your membership ends with this year; you are welcome back at any time.",
};
