import type { AppointmentWords } from "./words.ts";

export const spanish: AppointmentWords = {
  title: "Reservar una cita",
  message: {
    body: "Elija la hora que le convenga. Verá lo que está libre ahora y se lo confirmamos aquí.",
    button: "Elegir una hora",
    template: {
      requested:
        "Aquí tiene el formulario para reservar su cita. Verá lo que está libre ahora y se lo confirmamos aquí.",
      reminder: "Su cita todavía no está reservada. Elija la hora que le convenga, aquí en el chat.",
      invitation:
        "Puede reservar una cita con nosotros aquí en el chat, a la hora que le convenga. Para no recibir más mensajes de este tipo, responda STOP.",
    },
  },
  aboutPage: "Su cita",
  purpose: "¿De qué se trata?",
  purposes: { first: "Primera reunión", advice: "Asesoramiento", offer: "Un presupuesto", other: "Otra cosa" },
  note: "¿Hay algo que debamos saber antes?",
  change: "¿Qué desea hacer con su cita?",
  changes: { move: "Cambiar la hora", cancel: "Cancelarla" },
  whoPage: "Sobre usted",
  firstName: "Nombre",
  lastName: "Apellidos",
  email: "Correo electrónico",
  whenPage: "Cuándo",
  slot: "¿Qué hora le conviene?",
  slotHint:
    "La lista muestra lo que está libre ahora. Si no muestra horas, díganos cuándo le conviene: le confirmamos una hora por mensaje.",
  wishes: {
    any: "Cualquiera: por confirmar",
    morning: "Por la mañana: por confirmar",
    afternoon: "Por la tarde: por confirmar",
  },
  confirmPage: "Confirme",
  summary: (slot) => `Su elección: ${slot}`,
  send: "Reservar",
  thanks: {
    booked: "¡Gracias! Anotamos su cita ahora y se la confirmamos aquí en el chat.",
    cancelled: "Gracias. Cancelamos su cita ahora y se lo confirmamos aquí.",
  },
};
