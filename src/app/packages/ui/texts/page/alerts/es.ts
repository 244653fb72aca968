import type { AlertTexts } from "./index.ts";

/** The words about what needs somebody, in Spanish. */
export const es: AlertTexts = {
  title: "Lo que te espera",
  waiting: (count) => (count === 1 ? "Una cosa espera a alguien" : `${count} cosas esperan a alguien`),
  see: "Ver qué es",
  back: "Volver al inicio",
  emptyTitle: "No hay nada que hacer",
  emptyText: "Lo que va mal aparece aquí solo, y solo desaparece cuando vuelve a ir bien.",
  overTitle: (count) => `Terminado en los últimos 7 días (${count})`,
  since: (when) => `Desde el ${when}`,
  over: (when) => `Terminado desde el ${when}`,
  flows: (names) => `Flujos: ${names}`,
  affected: (count) => `Cuántos: ${count}`,
  until: (when) => `Hasta el ${when}`,
  finished: (hits, of, usualHits, usualOf) =>
    `De los últimos, ${hits} de ${of} llegaron al final; antes, ${usualHits} de ${usualOf}.`,
  refused: (hits, of, usualHits, usualOf) =>
    `A los últimos, a ${hits} de ${of} se les rechazó la respuesta; antes, a ${usualHits} de ${usualOf}.`,
  muted: (when) => `En silencio hasta el ${when}`,
  mute: "Silencio durante 7 días",
  tell: "Avisar de nuevo",
  changed: "Cambiado.",
  details: "Para quien lleva Flowella",
  go: {
    flow: "Abrir el Flow",
    flows: "Ver los Flows",
    forms: "Ver los formularios",
    results: "Ver los resultados",
    broadcasts: "Ver los envíos",
    whatsapp: "Ver cómo está WhatsApp",
    hubspot: "Ver cómo está HubSpot",
  },
  kinds: {
    dead_letters: {
      title: (about) => `Hay respuestas que no llegaron a ${about}`,
      says: "Tras días de intentos se desistió. Están guardadas.",
      fix: "En Resultados mira por qué, arréglalo y pulsa Volver a intentarlo.",
    },
    destination_paused: {
      title: (about) => `${about} no responde`,
      says: "Las respuestas esperan y no se pierde nada. Se vuelve a intentar solo.",
      fix: "Si es tuyo, mira si funciona. Si no, espera.",
    },
    conflicts: {
      title: () => "Alguien tiene que decir de quién es",
      says: "Varios contactos pueden ser la persona, así que no se escribió nada en ninguno.",
      fix: "Las tareas de HubSpot nombran los contactos. Quien lleva Flowella introduce la decisión.",
    },
    departed: {
      title: () => "Flowella no está conectado a HubSpot",
      says: "Las respuestas se guardan cifradas y luego se borran.",
      fix: "Instala Flowella de nuevo: entonces se entrega lo guardado.",
    },
    webhook_gone: {
      title: () => "Un webhook no quiere más eventos",
      says: "Lo dijo su receptor, y se apagó.",
      fix: "Si es un error, enciéndelo de nuevo en Ajustes, Webhooks.",
    },
    private_address: {
      title: () => "La dirección de un webhook no está permitida",
      says: "Lleva a una red privada, a la que nunca se llama.",
      fix: "Dale una dirección pública en Ajustes, Webhooks.",
    },
    inbox_dead: {
      title: (about) => `Eventos de ${about} sin tratar`,
      says: "Tras varios intentos se desistió. Están guardados.",
      fix: "Díselo a quien lleva Flowella.",
    },
    form_changed: {
      title: () => "Hay formularios que cambiaron después de ser Flows",
      says: "Los clientes reciben todavía los Flows como se publicaron.",
      fix: "Mira qué cambió, y tómalo o déjalo.",
    },
    form_unreadable: {
      title: (about) => `No se pueden leer los formularios de ${about}`,
      says: "Nadie notaría que cambian. Sus Flows siguen como están.",
      fix: "Mira si la cuenta sigue conectada y si los formularios siguen ahí.",
    },
    flow_stopped: {
      title: (about) => `Ya no se llega al final de ${about}`,
      says: "Mucha menos gente que de costumbre lo completa.",
      fix: "Rellénalo en tu propio teléfono. Si cambió hace poco, vuelve a la versión anterior.",
    },
    field_errors: {
      title: (about) => `De pronto se rechazan respuestas: ${about}`,
      says: "Mucha más gente que de costumbre tiene que responder otra vez a esta pregunta.",
      fix: "Mira qué pide la pregunta. ¿Cambió el formulario hace poco?",
    },
    flow_throttled: {
      title: (about) => `WhatsApp advierte sobre ${about}`,
      says: "Cuenta errores o respuestas lentas. Retiene el Flow, o lo hará si sigue así.",
      fix: "Díselo a quien lleva Flowella. WhatsApp libera el Flow solo cuando va bien.",
    },
    key_replaced: {
      title: (about) => `Otra herramienta tomó la clave de ${about}`,
      says: "Los Flows de este número ya no se abren.",
      fix: "Decide qué herramienta debe tener el número, y díselo a quien lleva Flowella.",
    },
    key_broken: {
      title: (about) => `La clave de ${about} no funciona`,
      says: "Los Flows de este número no se abren. La clave se da de nuevo a WhatsApp cada cuarto de hora.",
      fix: "Si sigue así, díselo a quien lleva Flowella.",
    },
    key_overdue: {
      title: (about) => `La clave de ${about} ya debía estar cambiada`,
      says: "Los Flows se abren todavía.",
      fix: "Díselo a quien lleva Flowella.",
    },
    token_refused: {
      title: (about) => `${about} ya no está conectado`,
      says: "El acceso se quitó allí, o caducó.",
      fix: "Conéctalo de nuevo en Ajustes, Conexiones.",
    },
    token_expiring: {
      title: (about) => `El acceso a ${about} caduca pronto`,
      says: "Nada lo renueva solo.",
      fix: "Conéctalo de nuevo antes, en Ajustes, Conexiones.",
    },
    template_stopped: {
      title: (about) => `WhatsApp retiene una plantilla de mensaje de ${about}`,
      says: "Quien no escribió en las últimas 24 horas puede no recibir el Flow.",
      fix: "En Flows cada uno dice cómo está su plantilla y por qué. Cambia el texto o presenta otro.",
    },
    number_quality: {
      title: (about) => `WhatsApp confía menos en ${about}`,
      says: "Alguien bloqueó o denunció mensajes, o se alcanzó un límite.",
      fix: "Escribe a menos gente, y solo a quien lo espera. Se recupera solo.",
    },
    daily_limit: {
      title: (about) => `El límite diario de ${about} está agotado`,
      says: "El resto espera a que haya sitio.",
      fix: "Nada: sigue solo.",
    },
  },
};
