import type { AppointmentWords } from "./words.ts";

export const italian: AppointmentWords = {
  title: "Prenoti un appuntamento",
  message: {
    body: "Scelga l’orario che preferisce. Vede subito che cosa è libero, e glielo confermiamo qui.",
    button: "Scelga un orario",
    template: {
      requested:
        "Ecco il modulo per prenotare il Suo appuntamento. Vede subito che cosa è libero, e glielo confermiamo qui.",
      reminder: "Il Suo appuntamento non è ancora prenotato. Scelga l’orario che preferisce, qui nella chat.",
      invitation:
        "Può prenotare un appuntamento con noi qui nella chat, all’orario che preferisce. Per non ricevere altri messaggi di questo tipo, risponda STOP.",
    },
  },
  aboutPage: "Il Suo appuntamento",
  purpose: "Di che cosa si tratta?",
  purposes: { first: "Primo incontro", advice: "Consulenza", offer: "Un preventivo", other: "Altro" },
  note: "C’è qualcosa che dovremmo sapere prima?",
  change: "Che cosa vuole fare con il Suo appuntamento?",
  changes: { move: "Spostarlo", cancel: "Disdirlo" },
  whoPage: "Su di Lei",
  firstName: "Nome",
  lastName: "Cognome",
  email: "Indirizzo e-mail",
  whenPage: "Quando",
  slot: "Quale orario preferisce?",
  slotHint:
    "L’elenco mostra che cosa è libero ora. Se non mostra orari, ci dica quando preferisce: Le confermiamo un orario con un messaggio.",
  wishes: {
    any: "Sempre: da confermare",
    morning: "Di mattina: da confermare",
    afternoon: "Di pomeriggio: da confermare",
  },
  confirmPage: "Confermi",
  summary: (slot) => `La Sua scelta: ${slot}`,
  send: "Prenoti",
  thanks: {
    booked: "Grazie! Registriamo subito il Suo appuntamento e glielo confermiamo qui nella chat.",
    cancelled: "Grazie. Disdiciamo subito il Suo appuntamento e glielo confermiamo qui.",
  },
};
