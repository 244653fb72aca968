import type { KycWords } from "./words.ts";

export const german: KycWords = {
  title: "Bestätigen Sie Ihre Identität",
  message: {
    body: "Damit es weitergehen kann, müssen wir wissen, wer Sie sind. Es dauert etwa drei Minuten; halten Sie Ihr Dokument bereit.",
    button: "Prüfung beginnen",
    template: {
      requested:
        "Hier ist die Identitätsprüfung, um die Sie uns gebeten haben. Sie dauert etwa drei Minuten, direkt hier im Chat.",
      reminder: "Ihre Identitätsprüfung ist noch offen. Sie dauert etwa drei Minuten, direkt hier im Chat.",
      invitation:
        "Damit wir für Sie bereit sind, möchten wir Ihre Identität bestätigen: etwa drei Minuten, direkt hier im Chat. Möchten Sie nichts dergleichen mehr erhalten, antworten Sie mit STOP.",
    },
  },
  personPage: "Zu Ihnen",
  firstName: "Vornamen, wie im Dokument",
  lastName: "Nachname, wie im Dokument",
  born: "Geburtsdatum",
  addressPage: "Wo Sie wohnen",
  street: "Straße und Nummer",
  zip: "Postleitzahl",
  city: "Ort",
  country: "Land",
  otherCountry: "Ein anderes Land",
  documentPage: "Ihre Dokumente",
  documentType: "Welches Ausweisdokument haben Sie?",
  documents: {
    id_card: "Personalausweis",
    passport: "Reisepass",
    driving_licence: "Führerschein",
    residence_permit: "Aufenthaltstitel",
  },
  proof: "Ein aktueller Nachweis Ihrer Adresse",
  proofHint:
    "Eine Rechnung oder ein amtliches Schreiben der letzten drei Monate, als Foto oder PDF. Bitte kein Bild des Dokuments.",
  numberPage: "Fast geschafft",
  number: "Ausweisnummer",
  expires: "Bis wann ist das Dokument gültig?",
  agree: "Ich stimme zu",
  agreeText:
    "Meine Angaben sind wahr. Sie dürfen verwendet und aufbewahrt werden, um meine Identität zu bestätigen, wie es das Gesetz verlangt, und für nichts anderes.",
  send: "Senden",
  thanks: "Vielen Dank. Wir prüfen Ihre Angaben und schreiben Ihnen hier, falls etwas fehlt.",
};
