import type { RefusalCode } from "@flowella/contract";
import { en as common } from "./common/en.ts";

/** Every word of the cards in English. A sentence about a problem says what to do next. */
export const en = {
  ...common,
  loading: "Loading WhatsApp Flows",

  problemTitle: "Could not load WhatsApp Flows",

  notConnectedTitle: "WhatsApp is not connected",
  connect: "Connect WhatsApp",

  noFlowsTitle: "No published Flow yet",
  noFlowsText: "Publish a Flow in Flowella first. It then appears here, ready to be sent.",
  draftsText: (count: number) =>
    count === 1
      ? "There is one Flow that cannot be sent yet. Publish it in Flowella, and it appears here."
      : `There are ${count} Flows that cannot be sent yet. Publish one in Flowella, and it appears here.`,

  noNumberTitle: "This contact has no phone number",
  noNumberText: "Add a phone number to the contact, with the country code, then press Refresh.",
  invalidNumberTitle: "This contact's phone number does not work",
  invalidNumberText: "Correct the phone number, starting with + and the country code, then press Refresh.",

  chooseFlow: "Flow",
  chooseFlowPlaceholder: "Choose a Flow",
  throttledFlow: (name: string) => `${name} (slowed down by WhatsApp)`,
  to: "To",
  from: "From",
  usualNumber: (number: string) => `${number} (the usual one)`,
  unknownNumber: "The contact's phone number",
  goesAs: "Goes as",
  asMessage: "Message",
  asMessageUntil: (until: string) => `Message (until ${until})`,
  asTemplate: "Approved template",
  asTemplateWhy: "The contact has not written in the last 24 hours, so WhatsApp accepts an approved template only.",

  /** The last days of the chosen Flow, in sentences that stand in one line. */
  flowFigures: {
    sent: (days: string, sent: string) => `Sent in the last ${days} days: ${sent}.`,
    completed: (completed: string) => `Completed: ${completed}.`,
    completedShare: (completed: string, share: string) => `Completed: ${completed} (${share}).`,
    median: (time: string) => `Median time to fill it in: ${time}.`,
  },

  send: "Send Flow",
  sending: "Sending",
  sentAs: {
    message: (flow: string) => `${flow} was sent as a message.`,
    template: (flow: string) => `${flow} was sent as an approved template.`,
  },
  heldUntil: {
    "quiet-hours": (flow: string, until: string) =>
      `${flow} waits: it is night or rest time where this contact is. It goes by itself on ${until}.`,
    "frequency-cap": (flow: string, until: string) =>
      `${flow} waits: this contact got as many messages lately as your settings allow. It goes by itself on ${until}.`,
    "trying-again": (flow: string, until: string) => `${flow} waits, and is tried again on ${until}.`,
  },
  notSentTitle: "Not sent",
  sendUnclearTitle: "We do not know whether it was sent",
  sendUnclearText: "Press Send again: it counts as the same send, so the contact gets the Flow once.",
  refusedTitles: {
    NO_NUMBER: "Not sent: no phone number",
    NOT_ON_WHATSAPP: "Not sent: this number is not on WhatsApp",
    NO_CONSENT: "Not sent: no consent yet",
    OPTED_OUT: "Not sent: this contact opted out",
    WINDOW_CLOSED_NO_TEMPLATE: "Not sent: this Flow needs an approved template",
    FLOW_NOT_PUBLISHED: "Not sent: this Flow is not published",
    NOT_CONNECTED: "Not sent: WhatsApp is not connected",
    FAILED: "Not sent: WhatsApp refused it",
  },

  /** By code; undefined where the server's own sentence is shown: it is English, and says more. */
  refusedTexts: undefined as Readonly<Partial<Record<RefusalCode, string>>> | undefined,

  waitingTitle: "Waiting to be sent",
  waitingUntil: (until: string) => `Goes by itself on ${until}`,
  waitingBecause: {
    "quiet-hours": "It is night or rest time where this contact is.",
    "frequency-cap": "This contact got as many messages lately as your settings allow.",
    "trying-again": "It could not be sent at its time, and is tried again.",
  },
  waitingHow: "Before it goes, everything is looked at again. A STOP of the contact ends it.",
  cancelHeld: "Do not send it",
  cancellingHeld: "Taking it back",
  heldCancelled: (flow: string) => `${flow} will not be sent.`,
  heldTooLateTitle: "It cannot be taken back any more",
  heldTooLateText:
    "It is being sent at this moment, or it does not wait any more. Press Refresh to see what became of it.",
  heldUnclearTitle: "We do not know whether it was taken back",

  sendsTitle: "Sent to this contact",
  noSends: "No Flow was sent to this contact yet.",
  outdated: "The list may be out of date.",
  statuses: {
    queued: "Waiting to be sent",
    sent: "Sent",
    delivered: "Delivered",
    read: "Read",
    opened: "Opened",
    answering: "Answering",
    answered: "Answered, on its way to HubSpot",
    "delivered-to-hubspot": "Answers are in HubSpot",
    failed: "Not delivered",
    "needs-attention": "Needs your attention",
  },
  screen: (number: number, of: number, title: string) => `Screen ${number} of ${of}: ${title}`,

  preview: "See it on a phone",
  previewing: "Making the preview",
  previewTitle: "Preview",
  previewTab: "Open it in a new tab instead",
  noPreviewTitle: "There is no preview",
  noTemplateTitle: "This Flow cannot go to this contact yet",
  noTemplate: {
    "in-review":
      "WhatsApp is still reviewing its message template, mostly within a day. Until then it goes only within 24 hours after the contact wrote to you.",
    attention:
      "WhatsApp did not take its message template. Look at Flows on Flowella's page. Until it is approved, the Flow goes only within 24 hours after the contact wrote to you.",
  },

  partialTitle: "HubSpot could not be read",
  partialText: "What Flowella keeps itself is shown below; it may not be everything.",
  tabs: { send: "Send", answers: "Answers", messages: "Messages", consent: "Consent" },

  answers: {
    emptyTitle: "No answers yet",
    emptyText: "What this contact hands in appears here, with every place that it went to.",
    hiddenTitle: "Answers are hidden from your role",
    hiddenText: "An admin can change that in Flowella's settings.",
    corrected: "Corrected by the customer",
    noAnswers: "Nothing was filled in.",
    masked: "Numbers that identify a person show their last four characters.",
    mayNotReveal: "Your role does not let you see them in full.",
    reveal: "Show in full",
    revealing: "Being shown",
    revealed: "Shown in full. That you looked was noted.",
    hideAgain: "Hide again",
    notRevealedTitle: "It could not be shown",
    whereTitle: "Where they went",
    states: {
      landed: "Arrived",
      "under-way": "On its way",
      "not-needed": "Nothing to do",
      dead: "Given up",
      person: "Needs you",
    },
    replay: "Try again",
    replaying: "Trying again",
    replayed: (steps: number): string => (steps === 0 ? "It is on its way already." : "It is on its way again."),
    notReplayedTitle: "It was not tried again",
    unclearTitle: "We do not know whether it was tried again",
  },

  identity: {
    title: "Identity checks",
    documentType: "Document",
    maskedNumber: "Number",
    record: {
      done: "Its record is in HubSpot",
      waiting: "Its record is on its way to HubSpot",
      failed: "Its record did not get to HubSpot",
    },
    documents: {
      ready: "Kept in Flowella",
      fetching: "Being fetched from WhatsApp",
      refused: "Not what was asked for",
    },
    open: "Open document",
    opening: "Making the link",
    openNow: "Open it in a new tab",
    openHow: "It opens once, within ten minutes, and that you looked is noted.",
    mayNotOpen: "Your role does not let you open documents.",
    notOpenedTitle: "The document cannot be opened",
  },

  messages: {
    title: "Messages",
    emptyTitle: "No message yet",
    emptyText: "What this contact writes beside the forms appears here, and you can answer it for 24 hours.",
    authors: { customer: "Customer", user: "Your team", automatic: "Automatic reply" },
    kinds: {
      text: "Text",
      photo: "Photo",
      video: "Video",
      voice: "Voice message",
      file: "File",
      sticker: "Sticker",
      place: "Place",
      contact_card: "Contact card",
      order: "Order",
      other: "Message of another kind",
    },
    inWhatsApp: "Flowella does not keep it. Ask the customer to say it in words.",
    states: {
      going: "Being sent",
      sent: "Sent",
      read: "Read",
      failed: "Not delivered",
      unknown: "We do not know whether it went",
    },
    hoursLeft: (hours: number) => (hours === 1 ? "1 hour left to answer" : `${hours} hours left to answer`),
    minutesLeft: (minutes: number) => (minutes <= 1 ? "Less than a minute left" : `${minutes} minutes left to answer`),
    until: (until: string) => `You can answer until ${until}.`,
    closedTitle: "The 24 hours to answer are over",
    closedText: "Send a Flow instead: it goes as an approved template, and the answer opens the time again.",
    answer: "Your answer",
    answerPlaceholder: "Write to the customer",
    send: "Send answer",
    sending: "Sending",
    sent: "Your answer was sent.",
    notSentTitle: "Your answer was not sent",
    unclearTitle: "We do not know whether your answer was sent",
    unclearText: "Press Send answer again without changing it: it counts as the same answer.",
    refused: {
      NO_CONVERSATION: "This contact has not written to you yet. Send a Flow instead.",
      WINDOW_CLOSED: "The 24 hours in which WhatsApp lets you answer are over. Send a Flow instead.",
      OPTED_OUT: "This person asked for no more messages. They can write START in the chat to get them again.",
      NOT_CONNECTED: "The number that they wrote to is not connected any more. Ask an admin to connect it again.",
      IN_PROGRESS: "It is being sent. Press Refresh in a moment.",
      UNCONFIRMED: "WhatsApp has not said yet whether it went. Press Refresh before you write it again.",
      WRONG_TEXT: "An answer needs some text, and at most 4,096 characters of it.",
      FAILED: "WhatsApp refused it. Ask whoever runs Flowella to look at the number.",
    },
    readyTitle: "Ready answers",
    ready: { safe: "Is it safe?", change: "Can I change my answer?" },
    use: "Use it",
    copy: "Copy",
    copied: "Copied.",
    earlier: (count: number) => (count === 1 ? "One earlier message" : `${count} earlier messages`),
  },

  consent: {
    states: {
      given: "Agreed to be written to",
      declined: "Did not agree",
      none: "Nobody has asked yet",
      unknown: "Not known while HubSpot cannot be read",
    },
    covers: { utility: "Messages about their own request", everything: "Messages and offers" },
    optOut: {
      marketing: "Asked for no more offers. Messages about their own request may still go.",
      everything: "Asked for no more messages (STOP). Nothing is sent until they write START.",
    },
    noneText: "Without an agreement, only answers within 24 hours after the contact wrote may go.",
    evidenceTitle: "What was said, and when",
    noEvidence: "Nothing was said in a form or in the chat yet.",
    sources: {
      question: "Question in a form",
      form_box: "Box in a form",
      property: "HubSpot property",
      list: "HubSpot list",
      word: "Word in the chat",
      whatsapp: "WhatsApp's own switch",
      operator: "Whoever runs Flowella",
    },
    said: { given: "Yes", declined: "No", withdrawn: "Withdrawn", resumed: "Taken up again" },
  },

  ticket: {
    loading: "Looking for the ticket's contact",
    noContactTitle: "This ticket has no contact",
    noContactText: "Add the customer to the ticket under Contacts, then press Refresh.",
    choose: "Contact",
    choosePlaceholder: "Choose a contact",
    chooseHow: "This ticket has several contacts. The Flow and your answer go to the one chosen here.",
    nameless: (id: string) => `Contact ${id} without a name`,
    problemTitle: "The ticket's contact could not be found",
  },
};
