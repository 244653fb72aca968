/** English. The customer is "you"; "please" wherever something is asked for. */
import type { Words } from "./words.ts";

export const english: Words = {
  continue: "Continue",
  send: "Send",
  yes: "Yes",
  no: "No",
  yourAnswer: "Your answer",
  emailAddress: "Email address",
  phoneNumber: "Phone number",
  webAddress: "Web address",
  number: "Number",
  chooseOne: "Choose one",
  chooseDate: "Choose a date",
  timeOfDay: "Time",
  timeFormat: "24 hours, such as 09:30 or 17:45.",
  other: "Other",
  otherAnswer: "Your own answer",
  chooseGroup: "Choose a group",
  place: (place) => `Place ${place}`,
  fullName: "Your full name",
  sign: "I sign with my name",
  lastFour: "Last 4 characters",
  lastFourOnly: "Please give the last 4 characters only.",
  addPhotos: (most) => (most === 1 ? "Add a photo" : "Add photos"),
  addFiles: (most) => (most === 1 ? "Add a file" : "Add files"),
  agree: "I agree",
  chooseAny: "Choose all that apply",
  chooseExactly: (count) => `Choose ${count}`,
  chooseUpTo: (max) => `Choose up to ${max}`,
  chooseAtLeast: (min) => `Choose at least ${min}`,
  chooseBetween: (min, max) => `Choose ${min} to ${max}`,
  checkFormat: "Please use the format asked for.",
  countryCode: "Start with + and the country code.",
  option: (place) => `Option ${place}`,
  step: (place, total) => `Step ${place} of ${total}`,
  progress: (place, total) => `${place} of ${total}`,
  untitled: "Your answers",
  nothingToAsk: "There is nothing to fill in here yet.",
  afterSending: (text) => `After you send: “${text}”`,
  received: "Thank you. We have received your answers.",
  messageArrived: "Your message has arrived. Somebody from our team will read it and answer you here.",
  eventReminder: (event, when, people) =>
    `A reminder: ${event}, ${when}.${people === undefined ? "" : ` Places kept for you: ${people}.`} We look forward to seeing you.`,
  entry: {
    sentence: (form) => `Hello! I would like to fill in this form: ${form}`,
    invite: "Write to us on WhatsApp",
    scan: "Scan the code, then press send.",
  },
  rescue: {
    body: (form) =>
      `You were filling in “${form}”. Your answers so far are kept: press the button to carry on where you stopped.`,
    button: "Carry on",
    notice: "What you fill in reaches us from the first screen on, even if you do not send the form.",
  },
  person: {
    link: "Talk to a person",
    asked: "We have told a colleague. Somebody will write to you here; until then you get no automatic messages.",
    offer: "Write PERSON in this chat to talk to somebody.",
  },
  readyAnswers: {
    safe: "Yes. The form is ours and opens right here in the chat. Your answers are encrypted on their way to us. It never asks for a password, a PIN or a full card number.",
    change:
      "Yes. Until you send the form, you can go back and change any answer. After that, write the new answer here in the chat, and we correct it.",
  },
  message: {
    button: "Open form",
    body: "Please fill in this short form. It opens right here in the chat.",
    template: (form) => `Please fill in the form you asked for: ${form}. It opens right here in the chat.`,
    reminder: (form) => `The form you asked for is still open: ${form}. You can fill it in right here in the chat.`,
    invitation: (form) =>
      `We have a short form for you: ${form}. You can fill it in right here in the chat. To hear no more of this kind, reply STOP.`,
    ourForm: "our form",
  },
  consent: {
    label: "Yes, write to me on WhatsApp",
    wording:
      "You may send me messages on WhatsApp about my request, and news and offers. I can end this at any time by writing STOP.",
    stopped: "You will get no more messages from us here. If you change your mind, write START.",
    restarted: "Thank you. We may send you messages here again. To end them, write STOP.",
  },
  codes: {
    copy: "Copy code",
    subject: (form) => `Your code for ${form}`,
    mail: (form, minutes) => [
      `Here is the code that you need for ${form} on WhatsApp:`,
      `It can be used once, within ${minutes} minutes.`,
      "If you did not ask for it, you can ignore this e-mail. Please give the code to nobody: we never ask for it by phone or in a message.",
    ],
  },
  secure: {
    follows:
      "For your safety this is not asked in the chat. Once you have sent this form, you get a link to a secure page for it.",
    message: (form, link) =>
      `Thank you for filling in ${form}. Something is still missing that should not stand in a chat. Please give it on this secure page:\n${link}`,
    forYou: (until) => `The link is for you alone. It works once, until ${until}.`,
    title: "A last answer, kept safe",
    intro: (form) =>
      `This belongs to the form you filled in on WhatsApp: ${form}. What you type here is encrypted and does not go through WhatsApp.`,
    once: (until) => `You can send this page once, until ${until}.`,
    optional: "optional",
    check: "Please check this:",
    send: "Send securely",
    received: ["Thank you", "Your answer has arrived and is kept encrypted. You can close this page."],
    answered: [
      "This was answered already",
      "We have your answer. This link works only once, so that nobody else can use it.",
      "If that was not you, or to change your answer, write to us in the WhatsApp chat.",
    ],
    expired: ["This link is too old", "It is no longer open for answers. Please write to us in the WhatsApp chat."],
    unknown: [
      "This link is not complete",
      "A part of it is missing, or it does not come from us. Open it again from the message in WhatsApp.",
    ],
    gone: [
      "This form is no longer in use",
      "Nothing can be sent here any more. If you have a question, write to us in the WhatsApp chat.",
    ],
  },
  booking: {
    change: "Change or cancel",
    choose: "Choose a time",
    booked: (what, when) => `Your appointment is booked: ${what}, ${when}.`,
    moved: (what, when) => `Your appointment has been moved: ${what}, ${when}.`,
    cancelled: (what) => `Your appointment has been cancelled: ${what}.`,
    taken: (what) =>
      `The time you chose for ${what} was taken in the meantime, before we could enter it. We are sorry. Please choose another one.`,
    kept: (when) => `Until then your appointment on ${when} stays as it is.`,
    noneFree: (what) => `Nothing is free for ${what} as you wished. Please choose a time from the list.`,
    byHand: (what) =>
      `Appointments for ${what} are changed by our team. We have passed on your wish, and somebody will answer you here.`,
    link: "You can also do it yourself with the link in the confirmation e-mail.",
    reminder: (what, when) => `A reminder: ${what}, ${when}.`,
    place: (place) => `Where: ${place}`,
  },
  answers: {
    required: () => "Please answer this question.",
    wrong_type: () => "This answer could not be read. Please enter it again.",
    too_large: () => "This answer is far too long. Please shorten it.",
    not_offered: () => "Please pick one of the options offered.",
    duplicate_choice: () => "Please use each option only once.",
    too_few: (bound) => `Please choose at least ${bound}.`,
    too_many: (bound) => `Please choose at most ${bound}.`,
    not_an_email: () => "Please enter a full e-mail address, like name@example.com.",
    not_a_phone: () => "Please enter the phone number with + and the country code.",
    not_a_url: () => "Please enter a web address, like https://example.com.",
    not_a_number: () => "Please enter a number, in digits only.",
    not_an_integer: () => "Please enter a whole number.",
    too_small: (bound) => `Please enter ${bound} or more.`,
    too_big: (bound) => `Please enter ${bound} or less.`,
    too_short: (bound) => `Please write at least ${bound} characters.`,
    too_long: (bound) => `Please write at most ${bound} characters.`,
    pattern: () => "This does not have the expected format. Please check it.",
    not_a_date: () => "Please choose a date that exists.",
    too_early: (bound) => `Please choose ${bound} or a later date.`,
    too_late: (bound) => `Please choose ${bound} or an earlier date.`,
    not_a_time: () => "Please enter a time from 00:00 to 23:59, like 09:30.",
  },
  askPerson: (person) => `Or ask us: ${person}`,
  useWebForm: (webForm) => `Or use ${webForm}`,
  sayings: {
    unknown_token: () => "This form is no longer available. Please ask us for a new one.",
    expired: () => "This form has expired. Please ask us for a new one.",
    paused: ({ webForm }) =>
      webForm
        ? `This form is paused. Please try again later, or use ${webForm}`
        : "This form is paused. Please try again later, or write to us in the chat.",
    closed: () => "This form is closed. Please write to us in the chat instead.",
    already_accepted: ({ answeredAt }) =>
      answeredAt
        ? `We have had your answers since ${answeredAt}. To change them, write to us in the chat.`
        : "We already have your answers. To change them, write to us in the chat.",
    already_sent: () => "Your first answers count. To answer again, close this and open it anew.",
    choices_unavailable: () => "The options cannot be loaded right now. Please try again in a moment.",
    earlier_part_missing: () => "Something before this is missing. Please close this and open it again.",
    invalid: ({ question, problem = "Please check this answer." }) => (question ? `${question}: ${problem}` : problem),
    full: () => "There is no place left. Please write to us in the chat.",
    taken: ({ choice }) => `${choice ? `“${choice}”` : "This"} has just been taken. Please choose another.`,
    taken_before: ({ choice }) =>
      `${choice ? `“${choice}”` : "This"} has just been taken. Please go back and choose another.`,
    few_left: ({ choice, left }) => {
      const places =
        left === undefined ? "Not enough places are" : left === 1 ? "Only 1 place is" : `Only ${left} places are`;
      return `${places} left${choice ? ` for “${choice}”` : ""}. Please take fewer, or choose another.`;
    },
    code_wrong: () =>
      "This did not match, or the code is too old. Please check both, or leave the code empty to get a new one.",
    code_sent: () => "If we have an address for you, a new code is on its way. Please use the newest one.",
    code_wait: () => "A code was asked for a moment ago. Please wait a minute before you ask for another.",
    code_not_ready: () =>
      "One moment, please: wait a few seconds and press again. If a code reaches you, use the newest one.",
    code_too_many: () => "That was tried too often. Please try again later.",
  },
};
