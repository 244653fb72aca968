import type { ContactUpdateWords } from "./words.ts";

export const dutch: ContactUpdateWords = {
  title: "Uw gegevens wijzigen",
  message: {
    body: "Is er iets veranderd? Geef uw nieuwe e-mail, telefoonnummer of adres door, gewoon hier in de chat.",
    button: "Gegevens wijzigen",
    template: {
      requested: "U wilt uw gegevens wijzigen: e-mail, telefoonnummer of adres. Dat kan gewoon hier in de chat.",
      reminder: "Uw wijziging staat nog open: e-mail, telefoonnummer of adres. U kunt die hier in de chat afronden.",
      invitation:
        "Kloppen uw gegevens nog? Controleer uw e-mail, telefoonnummer en adres hier in de chat. Wilt u zulke berichten niet meer, antwoord dan STOP.",
    },
  },
  whoPage: "Eerst: bent u het?",
  surname: "Uw achternaam",
  code: "Uw code",
  codeHint: "De code uit onze e-mail of uw nummer bij ons. Leeg laten: een nieuwe code.",
  newPage: "Wat is er veranderd?",
  leave: "Vul alleen in wat nieuw is. Wat u leeg laat, blijft zoals het is.",
  email: "Nieuw e-mailadres",
  phone: "Nieuw nummer",
  addressPage: "Bent u verhuisd?",
  street: "Straat en nummer",
  zip: "Postcode",
  city: "Plaats",
  numberPage: "Uw nieuwe nummer",
  numberCode: "Ontvangen code",
  numberHint: "Per WhatsApp naar het nieuwe nummer gestuurd. Leeg laten voor een nieuwe.",
  confirmPage: "Bevestig dit",
  changes: {
    email: (value) => `E-mail: ${value}`,
    phone: (value) => `Telefoon: ${value}`,
    street: (value) => `Straat: ${value}`,
    zip: (value) => `Postcode: ${value}`,
    city: (value) => `Plaats: ${value}`,
  },
  nothing: "Er is niets nieuws ingevuld, dus er verandert niets.",
  confirm: "Dit klopt",
  confirmText: "De gegevens hierboven kloppen en mogen vervangen wat u van mij hebt.",
  send: "Gegevens wijzigen",
  thanks: "Dank u! Uw gegevens zijn naar ons onderweg. U krijgt hier bericht zodra ze gewijzigd zijn.",
  updated: "Uw gegevens zijn gewijzigd. Was u dit niet, schrijf ons dan meteen hier.",
};
