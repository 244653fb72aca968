/** Words of the privacy section in French. */
import type { en } from "./en.ts";

export const fr: typeof en = {
  intro:
    "Ce que les clients envoient reste ici chiffré jusqu'à la fin de sa durée. Ensuite, c'est supprimé ; HubSpot et vos autres outils gardent ce qu'ils ont reçu.",
  keep: "Garder les réponses et les fichiers",
  keeps: {
    nothing: "Pas du tout : ils disparaissent environ une heure après avoir été remis partout",
    days: "Quelques jours après l'envoi",
  },
  days: "Jours",
  daysHow: "De 1 à 3650. Les messages qui ne sont pas des réponses disparaissent après la même durée.",
  nothingHow:
    "Les messages qui ne sont pas des réponses restent 24 heures, pour que quelqu'un puisse répondre. Qui peut modifier ses réponses commence avec des champs vides.",
  heldDays: "Jours de plus pour ce qui ne peut pas être remis",
  heldDaysHow: "De 7 à 365. Ensuite, c'est supprimé sans avoir été remis.",
  flows: "Flows qui ont leur propre durée",
  flow: (name, keep) =>
    keep === "nothing" ? `${name} : pas du tout` : keep === 1 ? `${name} : un jour` : `${name} : ${keep} jours`,
  where: "Où sont les données",
  places: { ours: "Flowella", hubspot: "HubSpot", meta: "Meta" },
  unknown: "Inconnu",
  metaRegion: "Pays où Meta garde les données de vos numéros",
  metaRegionHow: "Deux lettres, comme DE, choisies à l'enregistrement des numéros. Meta ne le dit pas.",
  differTitle: "Tout n'est pas dans la même partie du monde",
  differ: {
    hubspot: "HubSpot garde les données de ce compte ailleurs que Flowella.",
    meta: "Meta garde les données de vos numéros ailleurs que Flowella.",
  },
  removed: "Ce qui a été supprimé",
  never: "Il n'y a pas encore eu de passage.",
  last: (when, what) =>
    what === ""
      ? `Dernier passage : ${when}. Rien ne devait partir.`
      : `Dernier passage : ${when}. Supprimé : ${what}.`,
  round: (when, what) => `${when} : ${what}`,
  checked: "Recompté à l'instant : de ce qui devait être parti à ce moment-là, il ne reste rien.",
  leftTitle: (count) =>
    count === 1
      ? "Une chose qui devrait être partie est encore là"
      : `${count} choses qui devraient être parties sont encore là`,
  leftText: "Dites-le à qui fait tourner Flowella.",
  heldTitle: (count) =>
    count === 1
      ? "Les réponses d'un envoi attendent au-delà de leur durée"
      : `Les réponses de ${count} envois attendent au-delà de leur durée`,
  heldText: (when) =>
    `Elles n'ont pas pu être remises partout. Regardez les résultats de vos Flows ; à partir du ${when}, elles sont supprimées sans être remises.`,
  things: {
    answers: "réponses aux formulaires",
    givenUp: "dont non remises",
    sessions: "réponses inachevées",
    secureAnswers: "réponses de la page sécurisée",
    files: "fichiers",
    messages: "messages",
    inbox: "avis de l'extérieur",
    sends: "liens entre un message et son contact",
    workflowOutputs: "réponses données aux workflows",
    codes: "contacts derrière des codes",
    decisions: "décisions sur des numéros",
    reminders: "relances",
    ads: "publicités d'origine",
  },
};
