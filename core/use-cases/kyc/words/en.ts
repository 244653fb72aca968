import type { KycWords } from "./words.ts";

export const english: KycWords = {
  title: "Confirm your identity",
  message: {
    body: "To go on we need to know who you are. It takes about three minutes; have your document at hand.",
    button: "Start the check",
    template: {
      requested:
        "Here is the identity check that you asked us to begin. It takes about three minutes, right here in the chat.",
      reminder: "Your identity check is still open. It takes about three minutes, right here in the chat.",
      invitation:
        "To be ready for you, we would like to confirm your identity: about three minutes, right here in the chat. To hear no more of this kind, reply STOP.",
    },
  },
  personPage: "About you",
  firstName: "First names, as in your document",
  lastName: "Last name, as in your document",
  born: "Date of birth",
  addressPage: "Where you live",
  street: "Street and number",
  zip: "Postcode",
  city: "Town",
  country: "Country",
  otherCountry: "Another country",
  documentPage: "Your documents",
  documentType: "Which identity document do you have?",
  documents: {
    id_card: "Identity card",
    passport: "Passport",
    driving_licence: "Driving licence",
    residence_permit: "Residence permit",
  },
  proof: "A recent proof of your address",
  proofHint:
    "A bill or an official letter of the last three months, as a photo or PDF. Please no picture of your document.",
  numberPage: "Almost done",
  number: "ID document number",
  expires: "Until when is the document valid?",
  agree: "I agree",
  agreeText:
    "What I have stated is true. It may be used and kept to confirm my identity, as the law demands, and for nothing else.",
  send: "Send",
  thanks: "Thank you. We check what you have sent, and write to you here if anything is missing.",
};
