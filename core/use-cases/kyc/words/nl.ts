import type { KycWords } from "./words.ts";

export const dutch: KycWords = {
  title: "Bevestig uw identiteit",
  message: {
    body: "Om verder te gaan moeten we weten wie u bent. Het duurt ongeveer drie minuten; houd uw document bij de hand.",
    button: "Beginnen",
    template: {
      requested:
        "Hier is de identiteitscontrole waar u om vroeg. Het duurt ongeveer drie minuten, direct hier in de chat.",
      reminder: "Uw identiteitscontrole staat nog open. Het duurt ongeveer drie minuten, direct hier in de chat.",
      invitation:
        "Om klaar te zijn voor u willen we uw identiteit bevestigen: ongeveer drie minuten, direct hier in de chat. Wilt u zulke berichten niet meer ontvangen, antwoord dan STOP.",
    },
  },
  personPage: "Over u",
  firstName: "Voornamen, zoals op uw document",
  lastName: "Achternaam, zoals op uw document",
  born: "Geboortedatum",
  addressPage: "Waar u woont",
  street: "Straat en nummer",
  zip: "Postcode",
  city: "Plaats",
  country: "Land",
  otherCountry: "Een ander land",
  documentPage: "Uw documenten",
  documentType: "Welk identiteitsbewijs hebt u?",
  documents: {
    id_card: "Identiteitskaart",
    passport: "Paspoort",
    driving_licence: "Rijbewijs",
    residence_permit: "Verblijfsvergunning",
  },
  proof: "Een recent bewijs van uw adres",
  proofHint:
    "Een rekening of officiële brief van de laatste drie maanden, als foto of pdf. Graag geen foto van uw document.",
  numberPage: "Bijna klaar",
  number: "Nummer van uw identiteitsbewijs",
  expires: "Tot wanneer is het document geldig?",
  agree: "Ik ga akkoord",
  agreeText:
    "Wat ik heb opgegeven is waar. Het mag worden gebruikt en bewaard om mijn identiteit te bevestigen, zoals de wet eist, en voor niets anders.",
  send: "Versturen",
  thanks: "Dank u. We controleren wat u hebt gestuurd en schrijven u hier als er iets ontbreekt.",
};
