import type { MembershipWords } from "./words.ts";

export const italian: MembershipWords = {
  title: "Rinnovi la sua iscrizione",
  message: {
    body: "La sua iscrizione va rinnovata per un altro anno. Scelga la quota e come pagherà: basta un minuto.",
    button: "Rinnova",
    template: {
      requested:
        "Ecco il modulo per rinnovare la sua iscrizione: scelga la quota e come pagherà. Può compilarlo direttamente qui nella chat.",
      reminder:
        "Il rinnovo della sua iscrizione è ancora aperto: scelga la quota e come pagherà. Può compilare il modulo direttamente qui nella chat.",
      invitation:
        "La sua iscrizione sta per scadere. Se desidera restare con noi, può rinnovarla in un minuto direttamente qui nella chat. Per non ricevere più messaggi di questo tipo, risponda STOP.",
    },
  },
  duesPage: "La sua quota",
  plan: "Quale iscrizione sceglie per il prossimo anno?",
  plans: {
    standard: "Ordinaria: 60 all'anno",
    reduced: "Ridotta: 30 all'anno",
    family: "Famiglia: 90 all'anno",
    supporting: "Sostenitore: 120 all'anno",
  },
  paymentPage: "Pagamento",
  intention: "Come pagherà?",
  intentions: {
    transfer: "Bonifico",
    direct_debit: "Addebito diretto, come prima",
    in_person: "Di persona",
    not_renewing: "Non rinnovo",
  },
  payBy: "Quando pagherà?",
  payBys: {
    this_week: "Questa settimana",
    this_month: "Questo mese",
    later: "Più avanti",
  },
  leaving: "Perché ci lascia?",
  benefitsPage: "Vantaggi",
  benefits: "Quali vantaggi desidera?",
  benefitsOf: {
    newsletter: "Newsletter",
    events: "Inviti agli eventi",
    magazine: "La rivista stampata",
    partners: "Condizioni presso i partner",
  },
  receiptPage: "Ricevuta",
  receiptName: "Quale nome va sulla ricevuta?",
  receiptEmail: "Indirizzo e-mail per la ricevuta",
  renewed: (dues) =>
    `Grazie di restare con noi! Abbiamo registrato il suo rinnovo. Quota: ${dues}. La ricevuta arriva dopo il pagamento.`,
  left: "Grazie per avercelo detto e per il tempo insieme. La sua iscrizione termina con quest'anno; sarà sempre il benvenuto.",
};
