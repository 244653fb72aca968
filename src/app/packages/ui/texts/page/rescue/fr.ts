import type { RescueTexts } from "./index.ts";

/** The words about customers who stopped half-way, in French. */
export const fr: RescueTexts = {
  intro:
    "Des clients qui ont ouvert un Flow et se sont arrêtés. Ils peuvent reprendre où ils en étaient ; dans les réglages, vous choisissez s'ils sont relancés.",
  emptyTitle: "Personne ne s'est arrêté en route",
  emptyText: "Qui ouvre un Flow sans le terminer apparaît ici, avec le dernier écran vu.",
  remindedText: (reminded, finished) =>
    `Relances des 30 derniers jours : ${reminded}. Parmi elles, ont ensuite terminé : ${finished}.`,
  screensTitle: "Où l'on s'arrête",
  people: (count) => `Personnes : ${count}`,
  onlyThis: "Ce Flow seulement",
  allFlows: "Tous les Flows",
  listTitle: "Qui s'est arrêté",
  contact: (id) => `Fiche ${id}`,
  noContact: "Pas encore connu",
  untitled: "Écran sans titre",
  at: (screen, place, of) => `Sur « ${screen} », écran ${place} sur ${of}`,
  stopped: (when) => `Arrêt le ${when}`,
  reminders: {
    planned: "Sera relancé",
    sent: "A été relancé",
    unconfirmed: "Arrivée de la relance inconnue",
    none: "N'est pas relancé",
  },
  goesAt: (when) => `La relance part le ${when}.`,
  wentAt: (when) => `La relance est partie le ${when}.`,
  resumable: (when) => `Peut reprendre jusqu'au ${when}.`,
  over: "Il est trop tard pour reprendre.",
  deleted: (when) => `Les réponses données jusqu'ici sont effacées le ${when}.`,
  newest: "Plus récents",
  older: "Plus anciens",
};
