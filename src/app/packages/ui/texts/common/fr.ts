import type { CommonTexts } from "./index.ts";

/** What cards, app page and settings all say, in French. */
export const fr: CommonTexts = {
  loading: "Chargement",
  retry: "Réessayer",
  refresh: "Actualiser",
  outdated: "Ceci n'est peut-être plus à jour.",
  setupTitle: "L'application n'est pas entièrement configurée",
  setupText:
    "Cette application ne connaît pas son serveur. La personne qui l'a chargée doit donner à SERVER_ORIGIN une adresse https dans le profil d'envoi, puis la charger de nouveau.",
  problemTitle: "Cette page n'a pas pu être chargée",
  problems: {
    "no-answer":
      "Le serveur de Flowella n'a pas répondu. Réessayez dans un instant. Si rien ne change, prévenez votre administrateur.",
    refused:
      "Le serveur de Flowella n'accepte pas ce compte HubSpot. Demandez à votre administrateur de reconnecter l'application dans les applications connectées.",
    "bad-status":
      "Le serveur de Flowella a un problème. Réessayez dans un instant. Si rien ne change, prévenez votre administrateur.",
    "not-understood":
      "Le serveur de Flowella a donné une réponse que cette page ne comprend pas. Rechargez la page. Si rien ne change, dites à votre administrateur que l'application et le serveur ne vont pas ensemble.",
  },
  errorCode: (code) => `Code d'erreur : ${code}`,
  forbiddenTitle: "Vous ne pouvez pas voir ceci",
  noLinkTitle: "Il n'y a pas encore de lien",
  cancel: "Annuler",
  notDoneTitle: "Cela n'a pas été fait",
  unclearTitle: "Nous ne savons pas si cela a été fait",
};
