import type { NpsWords } from "./words.ts";

export const french: NpsWords = {
  title: "Votre avis sur nous",
  message: {
    body: "Comment cela s'est-il passé chez nous ? Une question, et trente secondes de votre temps.",
    button: "Donner mon avis",
    template: {
      requested:
        "Voici la courte enquête que vous avez demandée : une question sur votre expérience chez nous. Vous pouvez répondre ici même dans la discussion.",
      reminder:
        "Notre courte enquête est toujours ouverte : une question sur votre expérience chez nous. Vous pouvez répondre ici même.",
      invitation:
        "Nous aimerions savoir comment cela s'est passé chez nous : une question, trente secondes, ici même dans la discussion. Pour ne plus recevoir ce type de message, répondez STOP.",
    },
  },
  scorePage: "Votre avis",
  score: "Quelle est la probabilité que vous nous recommandiez à un ami ou à un collègue ?",
  unlikely: "Pas du tout probable",
  likely: "Très probable",
  reasonPage: "Ce qui n'allait pas",
  reason: "Qu'est-ce qui vous a le plus déçu ?",
  reasons: {
    quality: "La qualité",
    price: "Le prix",
    service: "Le service",
    delivery: "L'attente ou la livraison",
    other: "Autre chose",
  },
  commentPage: "Avec vos mots",
  comment: "Que devrions-nous garder, et que devrions-nous changer ?",
  followUp: "Pouvons-nous vous écrire au sujet de votre réponse ?",
  yes: "Oui, bien sûr",
  no: "Non, merci",
  thanks: {
    promoter: "Merci ! Nous sommes heureux de savoir que vous nous recommanderiez.",
    passive: "Merci ! Nous ferons tout pour mériter pleinement votre recommandation.",
    detractor: "Merci de votre franchise. Nous regrettons de ne pas avoir répondu à vos attentes.",
  },
};
