import type { ContactUpdateWords } from "./words.ts";

export const english: ContactUpdateWords = {
  title: "Update your details",
  message: {
    body: "Has something changed? Tell us your new e-mail, phone number or address, right here in the chat.",
    button: "Update details",
    template: {
      requested:
        "You asked to update your details: e-mail, phone number or address. You can do it right here in the chat.",
      reminder: "Your update is still open: e-mail, phone number or address. You can finish it right here in the chat.",
      invitation:
        "Are your details still right? Check your e-mail, phone number and address right here in the chat. To hear no more of this kind, reply STOP.",
    },
  },
  whoPage: "First, is it you?",
  surname: "Your surname",
  code: "Your code",
  codeHint: "From our e-mail, or the number we gave you. Leave it empty to get a new code.",
  newPage: "What has changed?",
  leave: "Fill in only what is new. What you leave empty stays as it is.",
  email: "New e-mail address",
  phone: "New phone number",
  addressPage: "Have you moved?",
  street: "Street and number",
  zip: "Postcode",
  city: "Town or city",
  numberPage: "Your new number",
  numberCode: "Code received",
  numberHint: "We sent it by WhatsApp to your new number. Leave it empty to get a new code.",
  confirmPage: "Please confirm",
  changes: {
    email: (value) => `E-mail: ${value}`,
    phone: (value) => `Phone: ${value}`,
    street: (value) => `Street: ${value}`,
    zip: (value) => `Postcode: ${value}`,
    city: (value) => `Town or city: ${value}`,
  },
  nothing: "Nothing new was filled in, so nothing will change.",
  confirm: "This is right",
  confirmText: "The details above are right and may replace the ones that you have of me.",
  send: "Update my details",
  thanks: "Thank you! Your details are on their way to us. You get a message here once they are updated.",
  updated: "Your details are updated. If this was not you, please write to us here at once.",
};
