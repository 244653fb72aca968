import type { RescueTexts } from "./index.ts";

/** The words about customers who stopped half-way, in Spanish. */
export const es: RescueTexts = {
  intro:
    "Clientes que abrieron un Flow y pararon. Pueden seguir donde estaban; en los ajustes eliges si se les recuerda.",
  emptyTitle: "Nadie se quedó a medias",
  emptyText: "Quien abre un Flow y no lo termina aparece aquí, con la última pantalla que vio.",
  remindedText: (reminded, finished) =>
    `Recordatorios en los últimos 30 días: ${reminded}. De ellos, terminaron después: ${finished}.`,
  screensTitle: "Dónde se paran",
  people: (count) => `Personas: ${count}`,
  onlyThis: "Solo este Flow",
  allFlows: "Todos los Flows",
  listTitle: "Quién paró",
  contact: (id) => `Contacto ${id}`,
  noContact: "Aún no se sabe",
  untitled: "Pantalla sin título",
  at: (screen, place, of) => `En «${screen}», pantalla ${place} de ${of}`,
  stopped: (when) => `Paró el ${when}`,
  reminders: {
    planned: "Se le recuerda",
    sent: "Se le recordó",
    unconfirmed: "No se sabe si llegó el recordatorio",
    none: "No se le recuerda",
  },
  goesAt: (when) => `El recordatorio sale el ${when}.`,
  wentAt: (when) => `El recordatorio salió el ${when}.`,
  resumable: (when) => `Puede seguir hasta el ${when}.`,
  over: "Ya es tarde para seguir.",
  deleted: (when) => `Lo respondido hasta ahora se borra el ${when}.`,
  newest: "Más recientes",
  older: "Anteriores",
};
