import type { LeadWords } from "./words.ts";

export const french: LeadWords = {
  title: "Dites-nous ce qu'il vous faut",
  message: {
    body: "Quelques questions brèves, pour que la bonne personne puisse vous aider. Une minute environ.",
    button: "Répondre",
    template: {
      requested:
        "Voici les questions pour votre demande. Avec vos réponses, la bonne personne de notre équipe peut vous aider. Cela prend une minute, ici même dans la discussion.",
      reminder:
        "Votre demande est toujours ouverte : quelques questions brèves, pour que la bonne personne puisse vous aider. Vous pouvez répondre ici même.",
      invitation:
        "Avez-vous un projet pour lequel nous pouvons vous aider ? Quelques questions brèves ici dans la discussion, et la bonne personne vous contacte. Pour ne plus recevoir ce type de message, répondez STOP.",
    },
  },
  interestPage: "Votre demande",
  interest: "De quoi s'agit-il ?",
  interests: {
    purchase: "Quelque chose de nouveau",
    renewal: "Renouveler ou agrandir",
    advice: "D'abord un conseil",
    other: "Autre chose",
  },
  needsPage: "Vos besoins",
  needs: "Qu'est-ce qui compte le plus pour vous ?",
  needsOf: {
    quality: "La qualité",
    price: "Le prix",
    speed: "La rapidité",
    service: "Un suivi personnel",
    sustainability: "La durabilité",
  },
  details: "Qu'avez-vous en tête ?",
  budgetPage: "Budget et délai",
  budget: "Quel budget avez-vous en tête ?",
  budgets: {
    up_to_1000: "Jusqu'à 1 000",
    up_to_5000: "De 1 000 à 5 000",
    up_to_20000: "De 5 000 à 20 000",
    over_20000: "Plus de 20 000",
    unknown: "Je ne sais pas encore",
  },
  timing: "Quand souhaitez-vous commencer ?",
  timings: {
    now: "Dès que possible",
    three_months: "Dans les trois mois",
    half_year: "Dans les six mois",
    later: "Plus tard, je regarde",
  },
  handOverPage: "Vous joindre",
  reach: "Comment pouvons-nous vous joindre ?",
  reaches: {
    whatsapp: "Ici sur WhatsApp",
    phone_morning: "Par téléphone, le matin",
    phone_afternoon: "Par téléphone, l'après-midi",
    email: "Par e-mail",
  },
  email: "Votre adresse e-mail, si vous voulez",
  thanks: {
    hot: "Merci ! Une personne de notre équipe vous contacte aujourd'hui ou le prochain jour ouvré.",
    warm: "Merci ! Une personne de notre équipe vous contacte dans les prochains jours.",
    cold: "Merci ! Nous avons noté votre demande. Écrivez-nous ici quand vous voudrez continuer.",
  },
};
