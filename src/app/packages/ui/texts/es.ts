import type { Texts } from "./index.ts";

/** Every word of the cards in Spanish. */
export const es: Texts = {
  loading: "Cargando WhatsApp Flows",
  retry: "Volver a intentarlo",
  refresh: "Actualizar",

  setupTitle: "La aplicación no está configurada del todo",
  setupText:
    "Esta aplicación no conoce su servidor. Quien la subió debe poner SERVER_ORIGIN en una dirección https en el perfil de subida y subirla de nuevo.",

  problemTitle: "No se pudo cargar WhatsApp Flows",
  problems: {
    "no-answer":
      "El servidor de Flowella no respondió. Inténtalo de nuevo en un momento. Si sigue así, avisa a tu administrador.",
    refused:
      "El servidor de Flowella no acepta esta cuenta de HubSpot. Pide a tu administrador que conecte de nuevo la aplicación en Aplicaciones conectadas.",
    "bad-status":
      "El servidor de Flowella tiene un problema. Inténtalo de nuevo en un momento. Si sigue así, avisa a tu administrador.",
    "not-understood":
      "El servidor de Flowella dio una respuesta que esta tarjeta no entiende. Vuelve a cargar la página. Si sigue así, di a tu administrador que la aplicación y el servidor no encajan.",
  },
  errorCode: (code) => `Código de error: ${code}`,

  notConnectedTitle: "WhatsApp no está conectado",
  connect: "Conectar WhatsApp",

  noFlowsTitle: "Aún no hay ningún Flow publicado",
  noFlowsText: "Publica primero un Flow en Flowella. Después aparece aquí, listo para enviarse.",
  draftsText: (count) =>
    count === 1
      ? "Hay un Flow que aún no se puede enviar. Publícalo en Flowella y aparecerá aquí."
      : `Hay ${count} Flows que aún no se pueden enviar. Publica uno en Flowella y aparecerá aquí.`,

  noNumberTitle: "Este contacto no tiene número de teléfono",
  noNumberText: "Añade al contacto un número de teléfono con el prefijo del país y pulsa Actualizar.",
  invalidNumberTitle: "El número de este contacto no funciona",
  invalidNumberText: "Corrige el número, que empieza por + y el prefijo del país, y pulsa Actualizar.",

  chooseFlow: "Flow",
  chooseFlowPlaceholder: "Elige un Flow",
  throttledFlow: (name) => `${name} (frenado por WhatsApp)`,
  to: "Para",
  from: "De",
  usualNumber: (number) => `${number} (el habitual)`,
  unknownNumber: "El número de teléfono del contacto",
  goesAs: "Sale como",
  asMessage: "Mensaje",
  asMessageUntil: (until) => `Mensaje (hasta el ${until})`,
  asTemplate: "Plantilla aprobada",
  asTemplateWhy:
    "El contacto no ha escrito en las últimas 24 horas, así que WhatsApp solo acepta una plantilla aprobada.",

  send: "Enviar Flow",
  sending: "Enviando",
  sentAs: {
    message: (flow) => `${flow} se envió como mensaje.`,
    template: (flow) => `${flow} se envió como plantilla aprobada.`,
  },
  heldUntil: {
    "quiet-hours": (flow, until) =>
      `${flow} espera: donde está el contacto es de noche u hora de descanso. Sale solo el ${until}.`,
    "frequency-cap": (flow, until) =>
      `${flow} espera: este contacto ha recibido últimamente todos los mensajes que permiten tus ajustes. Sale solo el ${until}.`,
    "trying-again": (flow, until) => `${flow} espera y se intenta de nuevo el ${until}.`,
  },
  notSentTitle: "No enviado",
  forbiddenTitle: "No puedes ver esto",
  sendUnclearTitle: "No sabemos si se envió",
  sendUnclearText: "Pulsa otra vez Enviar Flow: cuenta como el mismo envío, el contacto recibe el Flow una sola vez.",
  refusedTitles: {
    NO_NUMBER: "No enviado: falta el número de teléfono",
    NOT_ON_WHATSAPP: "No enviado: este número no está en WhatsApp",
    NO_CONSENT: "No enviado: aún no hay consentimiento",
    OPTED_OUT: "No enviado: el contacto se dio de baja",
    WINDOW_CLOSED_NO_TEMPLATE: "No enviado: este Flow necesita una plantilla aprobada",
    FLOW_NOT_PUBLISHED: "No enviado: este Flow no está publicado",
    NOT_CONNECTED: "No enviado: WhatsApp no está conectado",
    FAILED: "No enviado: WhatsApp lo rechazó",
  },
  refusedTexts: {
    NO_NUMBER: "Añade al contacto un número de teléfono válido con el prefijo del país.",
    NOT_ON_WHATSAPP: "Pregunta al contacto con qué número usa WhatsApp.",
    NO_CONSENT:
      "Esta persona no ha aceptado recibir mensajes. En las 24 horas después de un mensaje suyo puedes responderle.",
    OPTED_OUT: "Esta persona no quiere más mensajes así. Si escribe START en el chat, los recibe de nuevo.",
    WINDOW_CLOSED_NO_TEMPLATE: "Espera a que WhatsApp apruebe la plantilla o a que el contacto te escriba.",
    FLOW_NOT_PUBLISHED: "Publica el Flow en Flowella o reanúdalo.",
    NOT_CONNECTED: "Pide a un administrador que conecte de nuevo el número, o elige otro.",
  },

  waitingTitle: "A la espera de salir",
  waitingUntil: (until) => `Sale solo el ${until}`,
  waitingBecause: {
    "quiet-hours": "Donde está el contacto es de noche u hora de descanso.",
    "frequency-cap": "Este contacto ha recibido últimamente todos los mensajes que permiten tus ajustes.",
    "trying-again": "No se pudo enviar a su hora y se intenta de nuevo.",
  },
  waitingHow: "Antes de salir se comprueba todo otra vez. Un STOP del contacto lo detiene.",
  cancelHeld: "No enviarlo",
  cancellingHeld: "Retirándolo",
  heldCancelled: (flow) => `${flow} no se enviará.`,
  heldTooLateTitle: "Ya no se puede retirar",
  heldTooLateText: "Se está enviando en este momento o ya no espera. Pulsa Actualizar para ver qué pasó.",
  heldUnclearTitle: "No sabemos si se retiró",

  sendsTitle: "Enviado a este contacto",
  noSends: "Aún no se ha enviado ningún Flow a este contacto.",
  outdated: "Puede que la lista no esté al día.",
  statuses: {
    queued: "A la espera de salir",
    sent: "Enviado",
    delivered: "Entregado",
    read: "Leído",
    opened: "Abierto",
    answering: "Rellenándolo",
    answered: "Respondido, de camino a HubSpot",
    "delivered-to-hubspot": "Las respuestas están en HubSpot",
    failed: "No entregado",
    "needs-attention": "Te necesita",
  },
  screen: (number, of, title) => `Pantalla ${number} de ${of}: ${title}`,

  preview: "Verlo en un teléfono",
  previewing: "Preparando la vista previa",
  previewTitle: "Vista previa",
  previewTab: "Abrirla en una pestaña nueva",
  noPreviewTitle: "No hay vista previa",
  noTemplateTitle: "Este Flow aún no puede ir a este contacto",
  noTemplate: {
    "in-review":
      "WhatsApp todavía revisa su plantilla de mensaje, casi siempre en menos de un día. Hasta entonces solo sale en las 24 horas después de un mensaje del contacto.",
    attention:
      "WhatsApp no aceptó su plantilla de mensaje. Mira en Flows, en la página de Flowella. Hasta que se apruebe, solo sale en las 24 horas después de un mensaje del contacto.",
  },

  partialTitle: "No se pudo leer HubSpot",
  partialText: "Abajo está lo que guarda Flowella; puede que no sea todo.",
  tabs: { send: "Enviar", answers: "Respuestas", messages: "Mensajes", consent: "Consentimiento" },

  answers: {
    emptyTitle: "Aún no hay respuestas",
    emptyText: "Lo que entrega este contacto aparece aquí, con cada lugar al que fue.",
    hiddenTitle: "Tu rol no ve las respuestas",
    hiddenText: "Un administrador puede cambiarlo en los ajustes de Flowella.",
    corrected: "Corregido por el cliente",
    noAnswers: "No se rellenó nada.",
    masked: "Los números que identifican a una persona muestran solo sus cuatro últimos caracteres.",
    mayNotReveal: "Tu rol no permite verlos enteros.",
    reveal: "Mostrar entero",
    revealing: "Mostrando",
    revealed: "Mostrado entero. Quedó anotado que miraste.",
    hideAgain: "Ocultar otra vez",
    notRevealedTitle: "No se pudo mostrar",
    whereTitle: "Adónde fueron",
    states: {
      landed: "Llegó",
      "under-way": "En camino",
      "not-needed": "Nada que hacer",
      dead: "Abandonado",
      person: "Te necesita",
    },
    replay: "Intentar de nuevo",
    replaying: "Intentando de nuevo",
    replayed: (steps) => (steps === 0 ? "Ya está en camino." : "Está otra vez en camino."),
    notReplayedTitle: "No se intentó de nuevo",
    unclearTitle: "No sabemos si se intentó de nuevo",
  },

  identity: {
    title: "Verificaciones de identidad",
    documentType: "Documento",
    maskedNumber: "Número",
    record: {
      done: "Su registro está en HubSpot",
      waiting: "Su registro va de camino a HubSpot",
      failed: "Su registro no llegó a HubSpot",
    },
    documents: { ready: "Guardado en Flowella", fetching: "Llegando de WhatsApp", refused: "No es lo que se pedía" },
    open: "Abrir documento",
    opening: "Preparando el enlace",
    openNow: "Abrirlo en una pestaña nueva",
    openHow: "Se abre una sola vez, en diez minutos, y queda anotado que miraste.",
    mayNotOpen: "Tu rol no permite abrir documentos.",
    notOpenedTitle: "No se puede abrir el documento",
  },

  messages: {
    title: "Mensajes",
    emptyTitle: "Aún no hay mensajes",
    emptyText:
      "Lo que escribe este contacto aparte de los formularios aparece aquí, y puedes responder durante 24 horas.",
    authors: { customer: "Cliente", user: "Tu equipo", automatic: "Respuesta automática" },
    kinds: {
      text: "Texto",
      photo: "Foto",
      video: "Vídeo",
      voice: "Mensaje de voz",
      file: "Archivo",
      sticker: "Pegatina",
      place: "Lugar",
      contact_card: "Tarjeta de contacto",
      order: "Pedido",
      other: "Mensaje de otro tipo",
    },
    inWhatsApp: "Flowella no lo guarda. Pide al cliente que lo diga con palabras.",
    states: {
      going: "Enviando",
      sent: "Enviado",
      read: "Leído",
      failed: "No entregado",
      unknown: "No sabemos si salió",
    },
    hoursLeft: (hours) => (hours === 1 ? "Queda 1 hora para responder" : `Quedan ${hours} horas para responder`),
    minutesLeft: (minutes) => (minutes <= 1 ? "Queda menos de un minuto" : `Quedan ${minutes} minutos para responder`),
    until: (until) => `Puedes responder hasta el ${until}.`,
    closedTitle: "Han pasado las 24 horas para responder",
    closedText: "Envía un Flow: sale como plantilla aprobada, y la respuesta vuelve a abrir el plazo.",
    answer: "Tu respuesta",
    answerPlaceholder: "Escribe al cliente",
    send: "Enviar respuesta",
    sending: "Enviando",
    sent: "Tu respuesta se envió.",
    notSentTitle: "Tu respuesta no se envió",
    unclearTitle: "No sabemos si tu respuesta se envió",
    unclearText: "Pulsa otra vez Enviar respuesta sin cambiarla: cuenta como la misma respuesta.",
    refused: {
      NO_CONVERSATION: "Este contacto aún no te ha escrito. Envía un Flow.",
      WINDOW_CLOSED: "Han pasado las 24 horas en las que WhatsApp permite responder. Envía un Flow.",
      OPTED_OUT: "Esta persona no quiere más mensajes. Si escribe START en el chat, los recibe de nuevo.",
      NOT_CONNECTED: "El número al que escribió ya no está conectado. Pide a un administrador que lo conecte de nuevo.",
      IN_PROGRESS: "Se está enviando. Pulsa Actualizar en un momento.",
      UNCONFIRMED: "WhatsApp aún no ha dicho si salió. Pulsa Actualizar antes de escribirla de nuevo.",
      WRONG_TEXT: "Una respuesta necesita texto, 4.096 caracteres como máximo.",
      FAILED: "WhatsApp la rechazó. Pide a quien gestiona Flowella que revise el número.",
    },
    readyTitle: "Respuestas preparadas",
    ready: { safe: "¿Es seguro?", change: "¿Puedo cambiar mi respuesta?" },
    use: "Usar",
    copy: "Copiar",
    copied: "Copiado.",
    earlier: (count) => (count === 1 ? "Un mensaje anterior" : `${count} mensajes anteriores`),
  },

  consent: {
    states: {
      given: "Aceptó recibir mensajes",
      declined: "No aceptó",
      none: "Nadie ha preguntado aún",
      unknown: "No se sabe mientras HubSpot no se pueda leer",
    },
    covers: { utility: "Mensajes sobre su propia petición", everything: "Mensajes y ofertas" },
    optOut: {
      marketing: "No quiere más ofertas. Los mensajes sobre su propia petición aún pueden salir.",
      everything: "No quiere más mensajes (STOP). No sale nada hasta que escriba START.",
    },
    noneText: "Sin consentimiento solo pueden salir respuestas, en las 24 horas después de un mensaje del contacto.",
    evidenceTitle: "Qué se dijo y cuándo",
    noEvidence: "Aún no se ha dicho nada, ni en un formulario ni en el chat.",
    sources: {
      question: "Pregunta de un formulario",
      form_box: "Casilla de un formulario",
      property: "Propiedad de HubSpot",
      list: "Lista de HubSpot",
      word: "Palabra en el chat",
      whatsapp: "Interruptor de WhatsApp",
      operator: "Quien gestiona Flowella",
    },
    said: { given: "Sí", declined: "Dijo que no", withdrawn: "Retirado", resumed: "Retomado" },
  },

  ticket: {
    loading: "Buscando el contacto del ticket",
    noContactTitle: "Este ticket no tiene contacto",
    noContactText: "Añade el cliente al ticket en Contactos y pulsa Actualizar.",
    choose: "Contacto",
    choosePlaceholder: "Elige un contacto",
    chooseHow: "Este ticket tiene varios contactos. El Flow y tu respuesta van al que elijas aquí.",
    nameless: (id) => `Contacto ${id} sin nombre`,
    problemTitle: "No se pudo encontrar el contacto del ticket",
  },
};
