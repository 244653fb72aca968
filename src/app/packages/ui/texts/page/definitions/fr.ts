import type { InsightDefinition } from "@flowella/contract";

/** What each figure means, in French. */
export const fr: Readonly<Record<InsightDefinition, string>> = {
  sent: "Messages avec un Flow que WhatsApp a acceptés. Tous les autres chiffres portent sur ces messages, au jour de leur création : qui répond une semaine plus tard compte au jour de son message. Les essais, les accusés et les relances ne comptent pas.",
  delivered: "Messages arrivés sur le téléphone.",
  read: "Messages lus. Qui a ouvert le Flow a lu le message, même si son téléphone ne le dit pas.",
  opened:
    "Messages dont le Flow a été ouvert. On ne le voit que si le Flow interroge le serveur à l'ouverture ; qui a envoyé un écran l'a ouvert.",
  started: "Messages dont le client a envoyé au moins un écran.",
  screen_reached: "Messages dont le client a vu cet écran.",
  completed: "Messages dont les réponses ont été remises. Remplir à nouveau ou corriger ne compte pas deux fois.",
  landed: "Messages terminés dont les réponses sont dans HubSpot, sur le contact ou comme envoi du formulaire.",
  time_delivery: "Temps de l'envoi à la remise, pour les messages dont les deux sont connus.",
  time_reading: "Temps de l'envoi à la lecture, pour les messages dont le téléphone l'a signalée.",
  time_opening: "Temps de l'envoi à l'ouverture, pour les messages dont l'ouverture a été vue.",
  time_filling:
    "Temps du premier écran à la remise des réponses, pauses comprises. Là où l'ouverture ne se voit pas, à partir du premier écran envoyé.",
  time_whole: "Temps de l'envoi du message à la remise des réponses.",
  screen_time:
    "Temps entre le premier affichage d'un écran et son premier envoi, tel que le serveur le voit. Le premier d'un Flow qui s'ouvre sans interroger le serveur n'en a pas.",
  screen_returns: "Nombre de fois où des clients sont revenus en arrière depuis cet écran, et de messages concernés.",
  screen_left:
    "Messages où cet écran a été le dernier vu et où les réponses n'ont pas été remises. Qui y est encore compte ici jusqu'à ce qu'il avance.",
  field_rejections:
    "Nombre de fois où nos contrôles ont refusé une réponse à cette question, et pourquoi ; et de messages concernés.",
  field_changes: "Nombre de fois où un client est revenu en arrière et a donné une autre réponse à cette question.",
  groups: "Les valeurs de moins de cinq messages sont réunies, car quelques personnes pourraient être reconnues.",
  cost: "Ce que WhatsApp facture pour ces messages : ce pour quoi il les compte, fois votre propre grille de prix. Les messages qui ne sont pas des modèles ne coûtent rien.",
  cost_per_completed:
    "Le coût de tous les messages, y compris ceux restés sans réponse, divisé par les messages terminés.",
  delay_delivery: "Temps de la remise jusqu'à ce que les réponses soient dans HubSpot.",
  delay_owner: "Temps de la remise jusqu'à ce que quelqu'un soit en charge du lead.",
  delay_booking: "Temps de la remise jusqu'à ce que le rendez-vous soit dans l'agenda.",
  quality:
    "Réponses du chat à côté de celles du même formulaire sur le web, dans les mêmes semaines entières : la part des champs qui ont une réponse, et des adresses e-mail et numéros de téléphone bien écrits.",
  opt_ins:
    "Personnes qui ont accepté ces jours-là et ne l'avaient pas fait avant, ou avaient dit STOP ; restent celles qui n'ont pas dit STOP depuis.",
  chat_against_web:
    "Envois groupés de ces jours où une partie des personnes a reçu le lien vers le formulaire web : terminés sur envoyés des deux côtés, et si l'écart peut être un hasard.",
  percentiles:
    "La médiane et la limite pour neuf sur dix sont des valeurs observées, en secondes entières. Elles sont exactes ; au-delà de 50 000 temps par jour, Flow et groupe, elles le sont à 1 % près.",
  days: "Les jours commencent et finissent dans le fuseau horaire du compte HubSpot, tel qu'il était réglé au moment du comptage.",
  unseen_phone_checks:
    "Ce que le téléphone refuse lui-même, comme une question obligatoire laissée vide, n'arrive jamais au serveur et ne peut pas être compté.",
  unseen_time_within_screen:
    "Ce qui se passe dans un écran, comme le temps passé sur une seule question, ne se voit pas. On voit quand il est affiché et quand il est envoyé.",
};
