import type { KycWords } from "./words.ts";

export const french: KycWords = {
  title: "Confirmez votre identité",
  message: {
    body: "Pour continuer, nous devons savoir qui vous êtes. Cela prend environ trois minutes ; gardez votre document sous la main.",
    button: "Commencer",
    template: {
      requested:
        "Voici la vérification d'identité que vous nous avez demandé de commencer. Environ trois minutes, ici, dans la discussion.",
      reminder: "Votre vérification d'identité est toujours ouverte. Environ trois minutes, ici, dans la discussion.",
      invitation:
        "Pour être prêts pour vous, nous souhaitons confirmer votre identité : environ trois minutes, ici, dans la discussion. Pour ne plus recevoir ce type de message, répondez STOP.",
    },
  },
  personPage: "À votre sujet",
  firstName: "Prénoms, comme sur votre document",
  lastName: "Nom, comme sur votre document",
  born: "Date de naissance",
  addressPage: "Où vous habitez",
  street: "Rue et numéro",
  zip: "Code postal",
  city: "Ville",
  country: "Pays",
  otherCountry: "Un autre pays",
  documentPage: "Vos documents",
  documentType: "Quelle pièce d'identité avez-vous ?",
  documents: {
    id_card: "Carte d'identité",
    passport: "Passeport",
    driving_licence: "Permis de conduire",
    residence_permit: "Titre de séjour",
  },
  proof: "Un justificatif de domicile récent",
  proofHint:
    "Une facture ou une lettre officielle des trois derniers mois, en photo ou en PDF. Merci de ne pas envoyer de photo de votre document.",
  numberPage: "Presque terminé",
  number: "Numéro de la pièce d'identité",
  expires: "Jusqu'à quand le document est-il valable ?",
  agree: "J'accepte",
  agreeText:
    "Ce que j'ai indiqué est vrai. Cela peut être utilisé et conservé pour confirmer mon identité, comme la loi l'exige, et pour rien d'autre.",
  send: "Envoyer",
  thanks: "Merci. Nous vérifions ce que vous avez envoyé et vous écrivons ici s'il manque quelque chose.",
};
