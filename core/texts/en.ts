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
  },
};
