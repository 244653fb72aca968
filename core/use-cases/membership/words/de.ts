import type { MembershipWords } from "./words.ts";

export const german: MembershipWords = {
  title: "Mitgliedschaft verlängern",
  message: {
    body: "Ihre Mitgliedschaft steht für ein weiteres Jahr an. Wählen Sie Beitrag und Zahlungsweise, das dauert eine Minute.",
    button: "Verlängern",
    template: {
      requested:
        "Hier ist das Formular, um Ihre Mitgliedschaft zu verlängern: Wählen Sie Beitrag und Zahlungsweise. Sie können es direkt hier im Chat ausfüllen.",
      reminder:
        "Die Verlängerung Ihrer Mitgliedschaft ist noch offen: Wählen Sie Beitrag und Zahlungsweise. Sie können das Formular direkt hier im Chat ausfüllen.",
      invitation:
        "Ihre Mitgliedschaft endet bald. Wenn Sie bei uns bleiben möchten, können Sie sie in einer Minute direkt hier im Chat verlängern. Wenn Sie nichts dieser Art mehr erhalten möchten, antworten Sie STOP.",
    },
  },
  duesPage: "Ihr Beitrag",
  plan: "Welche Mitgliedschaft wählen Sie für das kommende Jahr?",
  plans: {
    standard: "Standard: 60 im Jahr",
    reduced: "Ermäßigt: 30 im Jahr",
    family: "Familie: 90 im Jahr",
    supporting: "Förderer: 120 im Jahr",
  },
  paymentPage: "Zahlung",
  intention: "Wie zahlen Sie?",
  intentions: {
    transfer: "Überweisung",
    direct_debit: "Lastschrift, wie bisher",
    in_person: "Persönlich",
    not_renewing: "Ich verlängere nicht",
  },
  payBy: "Wann zahlen Sie?",
  payBys: {
    this_week: "Diese Woche",
    this_month: "Diesen Monat",
    later: "Später",
  },
  leaving: "Warum verlassen Sie uns?",
  benefitsPage: "Vorteile",
  benefits: "Welche Vorteile möchten Sie?",
  benefitsOf: {
    newsletter: "Newsletter",
    events: "Einladungen zu Terminen",
    magazine: "Die gedruckte Zeitschrift",
    partners: "Preise bei unseren Partnern",
  },
  receiptPage: "Beleg",
  receiptName: "Welcher Name steht auf dem Beleg?",
  receiptEmail: "E-Mail-Adresse für den Beleg",
  renewed: (dues) =>
    `Schön, dass Sie bleiben! Wir haben Ihre Verlängerung notiert. Beitrag: ${dues}. Der Beleg folgt, sobald Ihre Zahlung eingegangen ist.`,
  left: "Danke für die Nachricht und für die gemeinsame Zeit. Ihre Mitgliedschaft endet mit diesem Jahr; Sie sind jederzeit wieder willkommen.",
};
