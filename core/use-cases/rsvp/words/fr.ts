import type { RsvpWords } from "./words.ts";

export const french: RsvpWords = {
  title: "Notre événement : venez-vous ?",
  message: {
    body: "Vous êtes invité. Dites-nous si vous venez et à combien : vos places seront réservées.",
    button: "Répondre",
    template: {
      requested:
        "Voici l'inscription à notre événement que vous avez demandée. Vos places sont réservées dès que vous avez répondu.",
      reminder:
        "Votre inscription à notre événement est toujours ouverte. Dites-nous ici, dans la discussion, si vous venez.",
      invitation:
        "Nous vous invitons à notre événement. Dites-nous ici, dans la discussion, si vous venez et à combien. Pour ne plus recevoir ce type de message, répondez STOP.",
    },
  },
  eventPage: "Notre événement",
  event: "À quel événement venez-vous ?",
  events: { evening: "Événement du soir", afternoon: "Événement de l'après-midi", none: "Je ne peux pas venir" },
  party: "Combien serez-vous, vous compris ?",
  needsPage: "Pour que tout se passe bien",
  food: "Que doit savoir la cuisine ?",
  foods: {
    vegetarian: "Végétarien",
    vegan: "Végan",
    no_pork: "Sans porc",
    gluten_free: "Sans gluten",
    lactose_free: "Sans lactose",
    other: "Autre chose",
  },
  access: "Avez-vous besoin d'autre chose, comme un accès sans marche ou une place devant ?",
  confirmPage: "Veuillez confirmer",
  summary: (event, party) => `Vous venez à : ${event}. Places : ${party}.`,
  unable: "Vous ne pouvez pas venir cette fois.",
  remindMe: "Me le rappeler ici",
  remindText:
    "Vous pouvez m'envoyer sur WhatsApp un rappel de cet événement. Pour ne plus recevoir ce type de message, j'écris STOP.",
  send: "Envoyer ma réponse",
  thanks: {
    coming:
      "Merci ! Vos places sont réservées. Si quelque chose change, rouvrez le formulaire et corrigez votre réponse.",
    unable: "Merci de nous l'avoir dit. Nous espérons vous voir une autre fois.",
  },
};
