import type { MembershipWords } from "./words.ts";

export const french: MembershipWords = {
  title: "Renouvelez votre adhésion",
  message: {
    body: "Votre adhésion est à renouveler pour une année. Choisissez la cotisation et le paiement, en une minute.",
    button: "Renouveler",
    template: {
      requested:
        "Voici le formulaire pour renouveler votre adhésion : choisissez la cotisation et le paiement. Vous pouvez le remplir ici même dans la discussion.",
      reminder:
        "Le renouvellement de votre adhésion est toujours ouvert : choisissez la cotisation et le paiement. Vous pouvez remplir le formulaire ici même.",
      invitation:
        "Votre adhésion se termine bientôt. Si vous souhaitez rester avec nous, vous pouvez la renouveler en une minute ici même dans la discussion. Pour ne plus recevoir ce type de message, répondez STOP.",
    },
  },
  duesPage: "Votre cotisation",
  plan: "Quelle adhésion choisissez-vous pour l'année à venir ?",
  plans: {
    standard: "Normale : 60 par an",
    reduced: "Réduite : 30 par an",
    family: "Famille : 90 par an",
    supporting: "Bienfaiteur : 120 par an",
  },
  paymentPage: "Paiement",
  intention: "Comment allez-vous payer ?",
  intentions: {
    transfer: "Virement",
    direct_debit: "Prélèvement, comme avant",
    in_person: "Sur place",
    not_renewing: "Je ne renouvelle pas",
  },
  payBy: "Quand allez-vous payer ?",
  payBys: {
    this_week: "Cette semaine",
    this_month: "Ce mois-ci",
    later: "Plus tard",
  },
  leaving: "Pourquoi nous quittez-vous ?",
  benefitsPage: "Avantages",
  benefits: "Quels avantages souhaitez-vous ?",
  benefitsOf: {
    newsletter: "La lettre d'information",
    events: "Les invitations",
    magazine: "La revue imprimée",
    partners: "Les tarifs des partenaires",
  },
  receiptPage: "Reçu",
  receiptName: "Quel nom figure sur le reçu ?",
  receiptEmail: "Adresse e-mail pour le reçu",
  renewed: (dues) =>
    `Merci de rester avec nous ! Nous avons noté votre renouvellement. Cotisation : ${dues}. Le reçu suit dès que votre paiement est arrivé.`,
  left: "Merci de nous l'avoir dit, et pour le temps passé ensemble. Votre adhésion se termine avec l'année ; vous serez toujours le bienvenu.",
};
