/** Words of the privacy section in Spanish. */
import type { en } from "./en.ts";

export const es: typeof en = {
  intro:
    "Lo que envían los clientes queda aquí cifrado hasta que se acaba su plazo. Después se elimina; HubSpot y tus otras herramientas guardan lo que recibieron.",
  keep: "Guardar respuestas y archivos",
  keeps: {
    nothing: "Nada: se eliminan más o menos una hora después de entregarse en todas partes",
    days: "Algunos días después del envío",
  },
  days: "Días",
  daysHow: "De 1 a 3650. Los mensajes que no son respuestas se eliminan tras el mismo plazo.",
  nothingHow:
    "Los mensajes que no son respuestas quedan 24 horas, para que alguien pueda contestar. Quien puede cambiar sus respuestas empieza con los campos vacíos.",
  heldDays: "Días más para lo que no se puede entregar",
  heldDaysHow: "De 7 a 365. Después se elimina sin haberse entregado.",
  flows: "Flows con un plazo propio",
  flow: (name, keep) =>
    keep === "nothing" ? `${name}: nada` : keep === 1 ? `${name}: un día` : `${name}: ${keep} días`,
  where: "Dónde están los datos",
  places: { ours: "Flowella", hubspot: "HubSpot", meta: "Meta" },
  unknown: "No se sabe",
  metaRegion: "País en el que Meta guarda los datos de tus números",
  metaRegionHow: "Dos letras, como DE, según se eligió al registrar los números. Meta no lo dice.",
  differTitle: "No todo está en la misma parte del mundo",
  differ: {
    hubspot: "HubSpot guarda los datos de esta cuenta en otra parte que Flowella.",
    meta: "Meta guarda los datos de tus números en otra parte que Flowella.",
  },
  removed: "Qué se eliminó",
  never: "Todavía no ha habido ninguna ronda.",
  last: (when, what) =>
    what === "" ? `Última ronda: ${when}. No había nada que eliminar.` : `Última ronda: ${when}. Eliminado: ${what}.`,
  round: (when, what) => `${when}: ${what}`,
  checked: "Contado otra vez ahora: de lo que tenía que haberse ido para entonces no queda nada.",
  leftTitle: (count) =>
    count === 1 ? "Queda una cosa que debería haberse ido" : `Quedan ${count} cosas que deberían haberse ido`,
  leftText: "Díselo a quien gestiona Flowella.",
  heldTitle: (count) =>
    count === 1
      ? "Las respuestas de un envío esperan más de su plazo"
      : `Las respuestas de ${count} envíos esperan más de su plazo`,
  heldText: (when) =>
    `No se pudieron entregar en todas partes. Mira los resultados de tus Flows; desde el ${when} se eliminan sin entregar.`,
  things: {
    answers: "respuestas a formularios",
    givenUp: "de ellas sin entregar",
    sessions: "respuestas sin terminar",
    secureAnswers: "respuestas de la página segura",
    files: "archivos",
    messages: "mensajes",
    inbox: "avisos de fuera",
    sends: "vínculos entre un mensaje y su contacto",
    workflowOutputs: "respuestas dadas a workflows",
    codes: "contactos detrás de códigos",
    decisions: "decisiones sobre números",
    reminders: "recordatorios",
    ads: "anuncios de procedencia",
  },
};
