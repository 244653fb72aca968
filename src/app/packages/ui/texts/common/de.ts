import type { CommonTexts } from "./index.ts";

/** What cards, app page and settings all say, in German. */
export const de: CommonTexts = {
  loading: "Wird geladen",
  retry: "Noch einmal versuchen",
  refresh: "Aktualisieren",
  outdated: "Das ist vielleicht nicht mehr aktuell.",
  setupTitle: "Die App ist nicht vollständig eingerichtet",
  setupText:
    "Diese App kennt ihren Server nicht. Wer sie hochgeladen hat, muss SERVER_ORIGIN im Upload-Profil auf eine https-Adresse setzen und sie erneut hochladen.",
  problemTitle: "Das konnte nicht geladen werden",
  problems: {
    "no-answer":
      "Der Server von Flowella hat nicht geantwortet. Versuchen Sie es gleich noch einmal. Bleibt es so, sagen Sie es Ihrem Admin.",
    refused:
      "Der Server von Flowella nimmt dieses HubSpot-Konto nicht an. Bitten Sie Ihren Admin, die App unter den verbundenen Apps neu zu verbinden.",
    "bad-status":
      "Der Server von Flowella hat ein Problem. Versuchen Sie es gleich noch einmal. Bleibt es so, sagen Sie es Ihrem Admin.",
    "not-understood":
      "Der Server von Flowella hat etwas geantwortet, das diese Seite nicht versteht. Laden Sie die Seite neu. Bleibt es so, sagen Sie Ihrem Admin, dass App und Server nicht zusammenpassen.",
  },
  errorCode: (code) => `Fehlercode: ${code}`,
  forbiddenTitle: "Das dürfen Sie nicht sehen",
  noLinkTitle: "Es gibt noch keinen Link",
  cancel: "Abbrechen",
  notDoneTitle: "Das wurde nicht getan",
  unclearTitle: "Wir wissen nicht, ob das getan wurde",
};
