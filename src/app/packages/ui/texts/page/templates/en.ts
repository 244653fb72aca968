/** The words of the templates in English. */
export const en = {
  button: "Start from a template",
  back: "All forms",
  title: "Templates",
  intro:
    "Each is a journey that many businesses run: its questions, its messages, where the answers go. Look at it, change what you like, then publish it.",
  open: "Look at it",
  again: "Open",
  languages: (languages: string) => `Ready in ${languages}.`,
  sampleTitle: "A sample answer, and what the contact gets",
  asked: "Question and answer",
  gets: "On the contact",
  emptyTitle: "There is no template here",
  emptyText: "Whoever runs Flowella offers none on this server.",
  each: {
    kyc: {
      title: "Identity check",
      purpose:
        "Name and date of birth, address, a photo of a document and consent. You get the record and its risk, and the document stays encrypted.",
    },
    nps: {
      title: "Would they recommend you",
      purpose:
        "A score from 0 to 10, the reason only where the score asks for it, a comment, and whether you may come back to it.",
    },
    "contact-update": {
      title: "Keep contact data current",
      purpose:
        "Customers prove who they are with a one-time code, then correct e-mail, phone and address. Every change is on record.",
    },
    appointment: {
      title: "Book an appointment",
      purpose: "Purpose, a free time from your calendar, confirmation and a reminder.",
    },
    lead: {
      title: "Qualify a lead",
      purpose: "Offer, needs, budget and time. Your team gets an owner, a task and a message while the chat is open.",
    },
    membership: {
      title: "Renew a membership",
      purpose: "Dues, how they pay, benefits and a receipt. Each renewal is a line in the log.",
    },
    rsvp: {
      title: "Say whether you come",
      purpose: "Which event, how many, diets and access needs. Places are counted exactly; a reminder goes out before.",
    },
  } as Readonly<Record<string, { readonly title: string; readonly purpose: string }>>,
};
