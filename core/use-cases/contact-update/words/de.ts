import type { ContactUpdateWords } from "./words.ts";

export const german: ContactUpdateWords = {
  title: "Ihre Daten ändern",
  message: {
    body: "Hat sich etwas geändert? Nennen Sie uns Ihre neue E-Mail, Telefonnummer oder Adresse, direkt hier im Chat.",
    button: "Daten ändern",
    template: {
      requested: "Sie möchten Ihre Daten ändern: E-Mail, Telefonnummer oder Adresse. Das geht direkt hier im Chat.",
      reminder:
        "Ihre Änderung ist noch offen: E-Mail, Telefonnummer oder Adresse. Sie können sie direkt hier im Chat abschließen.",
      invitation:
        "Stimmen Ihre Daten noch? Prüfen Sie E-Mail, Telefonnummer und Adresse direkt hier im Chat. Wenn Sie so etwas nicht mehr erhalten möchten, antworten Sie STOP.",
    },
  },
  whoPage: "Zuerst: Sind Sie es?",
  surname: "Ihr Nachname",
  code: "Ihr Code",
  codeHint: "Aus unserer E-Mail oder Ihre Kundennummer. Leer lassen: ein neuer Code.",
  newPage: "Was ist neu?",
  leave: "Füllen Sie nur aus, was neu ist. Was leer bleibt, bleibt, wie es ist.",
  email: "Neue E-Mail-Adresse",
  phone: "Neue Telefonnummer",
  addressPage: "Sind Sie umgezogen?",
  street: "Straße und Nummer",
  zip: "Postleitzahl",
  city: "Ort",
  numberPage: "Ihre neue Nummer",
  numberCode: "Erhaltener Code",
  numberHint: "Per WhatsApp an die neue Nummer gesendet. Leer lassen für einen neuen Code.",
  confirmPage: "Bitte bestätigen",
  changes: {
    email: (value) => `E-Mail: ${value}`,
    phone: (value) => `Telefon: ${value}`,
    street: (value) => `Straße: ${value}`,
    zip: (value) => `Postleitzahl: ${value}`,
    city: (value) => `Ort: ${value}`,
  },
  nothing: "Es wurde nichts Neues ausgefüllt, also ändert sich nichts.",
  confirm: "Das stimmt so",
  confirmText: "Die Angaben oben stimmen und dürfen die ersetzen, die Sie von mir haben.",
  send: "Daten ändern",
  thanks: "Vielen Dank! Ihre Daten sind unterwegs zu uns. Sie erhalten hier eine Nachricht, sobald sie geändert sind.",
  updated: "Ihre Daten sind geändert. Wenn Sie das nicht waren, schreiben Sie uns bitte sofort hier.",
};
