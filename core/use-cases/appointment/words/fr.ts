import type { AppointmentWords } from "./words.ts";

export const french: AppointmentWords = {
  title: "Prendre rendez-vous",
  message: {
    body: "Choisissez l’heure qui vous convient. Vous voyez ce qui est libre, et nous confirmons ici.",
    button: "Choisir une heure",
    template: {
      requested: "Voici le formulaire pour prendre rendez-vous. Vous voyez ce qui est libre, et nous confirmons ici.",
      reminder:
        "Votre rendez-vous n’est pas encore pris. Choisissez l’heure qui vous convient, ici dans la discussion.",
      invitation:
        "Vous pouvez prendre rendez-vous avec nous ici dans la discussion, à l’heure qui vous convient. Pour ne plus recevoir ce type de messages, répondez STOP.",
    },
  },
  aboutPage: "Votre rendez-vous",
  purpose: "De quoi s’agit-il ?",
  purposes: { first: "Premier rendez-vous", advice: "Un conseil", offer: "Un devis", other: "Autre chose" },
  note: "Y a-t-il quelque chose que nous devrions savoir avant ?",
  change: "Que souhaitez-vous faire de votre rendez-vous ?",
  changes: { move: "Le déplacer", cancel: "L’annuler" },
  whoPage: "À votre sujet",
  firstName: "Prénom",
  lastName: "Nom",
  email: "Adresse e-mail",
  whenPage: "Quand",
  slot: "Quelle heure vous convient ?",
  slotHint:
    "La liste montre ce qui est libre. Si elle ne montre pas d’heures, dites-nous quand cela vous convient : nous confirmons par message.",
  wishes: {
    any: "N’importe quand, à confirmer",
    morning: "Le matin, à confirmer",
    afternoon: "L’après-midi, à confirmer",
  },
  confirmPage: "Veuillez confirmer",
  summary: (slot) => `Votre choix : ${slot}`,
  send: "Réserver",
  thanks: {
    booked: "Merci ! Nous inscrivons votre rendez-vous et le confirmons ici dans la discussion.",
    cancelled: "Merci. Nous annulons votre rendez-vous et le confirmons ici.",
  },
};
