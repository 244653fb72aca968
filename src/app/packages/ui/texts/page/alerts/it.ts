import type { AlertTexts } from "./index.ts";

/** The words about what needs somebody, in Italian. */
export const it: AlertTexts = {
  title: "Che cosa ti aspetta",
  waiting: (count) => (count === 1 ? "Una cosa aspetta qualcuno" : `${count} cose aspettano qualcuno`),
  see: "Guarda che cosa",
  back: "Torna all'inizio",
  emptyTitle: "Non c'è niente da fare",
  emptyText: "Ciò che va storto appare qui da solo, e da solo sparisce quando è di nuovo a posto.",
  overTitle: (count) => `Finiti negli ultimi 7 giorni (${count})`,
  since: (when) => `Dal ${when}`,
  over: (when) => `Finito dal ${when}`,
  flows: (names) => `Flow: ${names}`,
  affected: (count) => `Quanti: ${count}`,
  until: (when) => `Fino al ${when}`,
  finished: (hits, of, usualHits, usualOf) =>
    `Degli ultimi, ${hits} su ${of} sono arrivati in fondo; prima, ${usualHits} su ${usualOf}.`,
  refused: (hits, of, usualHits, usualOf) =>
    `Agli ultimi, ${hits} volte su ${of} la risposta è stata rifiutata; prima, ${usualHits} su ${usualOf}.`,
  muted: (when) => `In silenzio fino al ${when}`,
  mute: "Silenzio per 7 giorni",
  tell: "Avvisa di nuovo",
  changed: "Modificato.",
  details: "Per chi gestisce Flowella",
  go: {
    flow: "Apri il Flow",
    flows: "Guarda i Flow",
    forms: "Guarda i moduli",
    results: "Guarda i risultati",
    broadcasts: "Guarda gli invii",
    whatsapp: "Guarda come sta WhatsApp",
    hubspot: "Guarda come sta HubSpot",
  },
  kinds: {
    dead_letters: {
      title: (about) => `Risposte non arrivate a ${about}`,
      says: "Dopo giorni di tentativi si è rinunciato. Sono conservate.",
      fix: "In Risultati guarda perché, rimedia e premi Riprova.",
    },
    destination_paused: {
      title: (about) => `${about} non risponde`,
      says: "Le risposte aspettano e niente va perso. Si riprova da sé.",
      fix: "Se è tuo, guarda se funziona. Altrimenti aspetta.",
    },
    conflicts: {
      title: () => "Qualcuno deve dire di chi è",
      says: "Più contatti possono essere la persona, quindi non è stato scritto niente a nessuno.",
      fix: "Le attività in HubSpot dicono quali contatti. Chi gestisce Flowella inserisce la decisione.",
    },
    departed: {
      title: () => "Flowella non è collegato a HubSpot",
      says: "Le risposte sono tenute cifrate e poi cancellate.",
      fix: "Installa di nuovo Flowella: ciò che è tenuto viene allora consegnato.",
    },
    webhook_gone: {
      title: () => "Un webhook non vuole più eventi",
      says: "Lo ha detto chi li riceve, ed è stato spento.",
      fix: "Se è un errore, riaccendilo in Impostazioni, Webhook.",
    },
    private_address: {
      title: () => "L'indirizzo di un webhook non è consentito",
      says: "Porta in una rete privata, che non viene mai chiamata.",
      fix: "Dagli un indirizzo pubblico in Impostazioni, Webhook.",
    },
    inbox_dead: {
      title: (about) => `Eventi da ${about} non elaborati`,
      says: "Dopo più tentativi si è rinunciato. Sono conservati.",
      fix: "Dillo a chi gestisce Flowella.",
    },
    form_changed: {
      title: () => "Moduli cambiati dopo essere diventati Flow",
      says: "I clienti ricevono ancora i Flow come sono stati pubblicati.",
      fix: "Guarda che cosa è cambiato, e riprendilo o lascialo.",
    },
    form_unreadable: {
      title: (about) => `I moduli di ${about} non si leggono`,
      says: "Se cambiassero non se ne accorgerebbe nessuno. I loro Flow continuano come sono.",
      fix: "Guarda se l'account è ancora collegato e se i moduli ci sono ancora.",
    },
    flow_stopped: {
      title: (about) => `Non si arriva più in fondo a ${about}`,
      says: "Molte meno persone del solito lo completano.",
      fix: "Compilalo sul tuo telefono. Se è cambiato da poco, torna alla versione di prima.",
    },
    field_errors: {
      title: (about) => `Risposte rifiutate all'improvviso: ${about}`,
      says: "Molte più persone del solito devono rispondere di nuovo a questa domanda.",
      fix: "Guarda che cosa chiede la domanda. Il modulo è cambiato da poco?",
    },
    flow_throttled: {
      title: (about) => `WhatsApp avverte su ${about}`,
      says: "Conta errori o risposte lente. Trattiene il Flow, o lo farà se continua.",
      fix: "Dillo a chi gestisce Flowella. WhatsApp libera il Flow da sé quando sta bene.",
    },
    key_replaced: {
      title: (about) => `Un altro strumento ha preso la chiave di ${about}`,
      says: "I Flow di questo numero non si aprono più.",
      fix: "Decidi quale strumento deve avere il numero, e dillo a chi gestisce Flowella.",
    },
    key_broken: {
      title: (about) => `La chiave di ${about} non funziona`,
      says: "I Flow di questo numero non si aprono. La chiave viene ridata a WhatsApp ogni quarto d'ora.",
      fix: "Se resta così, dillo a chi gestisce Flowella.",
    },
    key_overdue: {
      title: (about) => `La chiave di ${about} andava già sostituita`,
      says: "I Flow si aprono ancora.",
      fix: "Dillo a chi gestisce Flowella.",
    },
    token_refused: {
      title: (about) => `${about} non è più collegato`,
      says: "L'accesso è stato tolto lì, o è scaduto.",
      fix: "Collegalo di nuovo in Impostazioni, Collegamenti.",
    },
    token_expiring: {
      title: (about) => `L'accesso a ${about} sta per scadere`,
      says: "Niente lo rinnova da sé.",
      fix: "Collegalo di nuovo prima, in Impostazioni, Collegamenti.",
    },
    template_stopped: {
      title: (about) => `WhatsApp trattiene un modello di messaggio di ${about}`,
      says: "Chi non ha scritto nelle ultime 24 ore può non ricevere il Flow.",
      fix: "In Flow ognuno dice come sta il suo modello, e perché. Cambia il testo o presentane un altro.",
    },
    number_quality: {
      title: (about) => `WhatsApp si fida meno di ${about}`,
      says: "Qualcuno ha bloccato o segnalato messaggi, o un limite è stato raggiunto.",
      fix: "Scrivi a meno persone, e solo a chi se lo aspetta. Si riprende da sé.",
    },
    daily_limit: {
      title: (about) => `Il limite del giorno di ${about} è esaurito`,
      says: "Il resto aspetta che ci sia posto.",
      fix: "Niente: va avanti da sé.",
    },
  },
};
