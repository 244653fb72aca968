import type { TemplateTexts } from "./index.ts";

/** The words of the templates in French. */
export const fr: TemplateTexts = {
  button: "Partir d'un modèle",
  back: "Tous les formulaires",
  title: "Modèles",
  intro:
    "Chacun est un parcours que beaucoup d'entreprises utilisent : ses questions, ses messages, où vont les réponses. Regardez-le, changez ce que vous voulez, puis publiez-le.",
  open: "Le regarder",
  again: "Ouvrir",
  languages: (languages) => `Prêt en ${languages}.`,
  sampleTitle: "Un exemple de réponse, et ce que reçoit le contact",
  asked: "Question et réponse",
  gets: "Sur le contact",
  emptyTitle: "Il n'y a pas de modèle ici",
  emptyText: "Qui exploite Flowella n'en propose pas sur ce serveur.",
  each: {
    kyc: {
      title: "Vérification d'identité",
      purpose:
        "Nom et date de naissance, adresse, photo d'une pièce et consentement. Vous recevez la fiche et son risque, et la pièce reste chiffrée.",
    },
    nps: {
      title: "Vous recommanderaient-ils",
      purpose:
        "Une note de 0 à 10, la raison seulement là où la note la demande, un commentaire, et si vous pouvez y revenir.",
    },
    "contact-update": {
      title: "Coordonnées à jour",
      purpose:
        "Les clients prouvent qui ils sont par un code à usage unique, puis corrigent e-mail, téléphone et adresse. Chaque changement est noté.",
    },
    appointment: {
      title: "Prendre rendez-vous",
      purpose: "Motif, une heure libre de votre agenda, confirmation et rappel.",
    },
    lead: {
      title: "Qualifier un prospect",
      purpose:
        "Offre, besoins, budget et délai. Votre équipe reçoit un responsable, une tâche et un message tant que la discussion est ouverte.",
    },
    membership: {
      title: "Renouveler une adhésion",
      purpose: "Cotisation, mode de paiement, avantages et reçu. Chaque renouvellement est une ligne du journal.",
    },
    rsvp: {
      title: "Dire si l'on vient",
      purpose: "Quel événement, combien, régimes et accès. Les places sont comptées exactement ; un rappel part avant.",
    },
  },
};
