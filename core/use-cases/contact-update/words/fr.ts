import type { ContactUpdateWords } from "./words.ts";

export const french: ContactUpdateWords = {
  title: "Mettre à jour vos coordonnées",
  message: {
    body: "Quelque chose a changé ? Indiquez-nous votre nouvel e-mail, numéro ou adresse, ici même dans la discussion.",
    button: "Mettre à jour",
    template: {
      requested:
        "Vous avez demandé à mettre à jour vos coordonnées : e-mail, téléphone ou adresse. C’est possible ici même.",
      reminder:
        "Votre mise à jour est encore ouverte : e-mail, téléphone ou adresse. Vous pouvez la terminer ici même.",
      invitation:
        "Vos coordonnées sont-elles toujours justes ? Vérifiez e-mail, téléphone et adresse ici même. Pour ne plus recevoir ce type de message, répondez STOP.",
    },
  },
  whoPage: "D’abord : est-ce bien vous ?",
  surname: "Votre nom de famille",
  code: "Votre code",
  codeHint: "Le code de notre e-mail, ou votre numéro chez nous. Vide : un nouveau code.",
  newPage: "Qu’est-ce qui a changé ?",
  leave: "Ne remplissez que ce qui est nouveau. Ce qui reste vide ne change pas.",
  email: "Nouvel e-mail",
  phone: "Nouveau téléphone",
  addressPage: "Avez-vous déménagé ?",
  street: "Numéro et rue",
  zip: "Code postal",
  city: "Ville",
  numberPage: "Votre nouveau numéro",
  numberCode: "Code reçu",
  numberHint: "Envoyé par WhatsApp au nouveau numéro. Laissez vide pour un autre code.",
  confirmPage: "Merci de confirmer",
  changes: {
    email: (value) => `E-mail : ${value}`,
    phone: (value) => `Téléphone : ${value}`,
    street: (value) => `Rue : ${value}`,
    zip: (value) => `Code postal : ${value}`,
    city: (value) => `Ville : ${value}`,
  },
  nothing: "Rien de nouveau n’a été rempli : rien ne changera.",
  confirm: "C’est exact",
  confirmText: "Les indications ci-dessus sont exactes et peuvent remplacer celles que vous avez de moi.",
  send: "Mettre à jour",
  thanks: "Merci ! Vos coordonnées sont en route. Vous recevrez ici un message dès qu’elles seront à jour.",
  updated: "Vos coordonnées sont à jour. Si ce n’était pas vous, écrivez-nous ici tout de suite.",
};
