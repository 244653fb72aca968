import type { RescueTexts } from "./index.ts";

/** The words about customers who stopped half-way, in Italian. */
export const it: RescueTexts = {
  intro:
    "Clienti che hanno aperto un Flow e si sono fermati. Possono continuare da dov'erano; nelle impostazioni scegli se ricordarglielo.",
  emptyTitle: "Nessuno si è fermato a metà",
  emptyText: "Chi apre un Flow e non lo finisce appare qui, con l'ultima schermata che ha visto.",
  remindedText: (reminded, finished) =>
    `Promemoria negli ultimi 30 giorni: ${reminded}. Di questi, hanno poi finito: ${finished}.`,
  screensTitle: "Dove ci si ferma",
  people: (count) => `Persone: ${count}`,
  onlyThis: "Solo questo Flow",
  allFlows: "Tutti i Flow",
  listTitle: "Chi si è fermato",
  contact: (id) => `Contatto ${id}`,
  noContact: "Non si sa ancora",
  untitled: "Schermata senza titolo",
  at: (screen, place, of) => `Su «${screen}», schermata ${place} di ${of}`,
  stopped: (when) => `Fermo dal ${when}`,
  reminders: {
    planned: "Avrà un promemoria",
    sent: "Ha avuto un promemoria",
    unconfirmed: "Non si sa se il promemoria è arrivato",
    none: "Nessun promemoria",
  },
  goesAt: (when) => `Il promemoria parte il ${when}.`,
  wentAt: (when) => `Il promemoria è partito il ${when}.`,
  resumable: (when) => `Può continuare fino al ${when}.`,
  over: "È troppo tardi per continuare.",
  deleted: (when) => `Le risposte date finora vengono cancellate il ${when}.`,
  newest: "Più recenti",
  older: "Più vecchi",
};
