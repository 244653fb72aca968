import type { PageTexts } from "./index.ts";

/** Every word of the app page in Spanish. */
export const es: PageTexts = {
  title: "Flowella",
  loading: "Cargando",
  retry: "Volver a intentarlo",
  refresh: "Actualizar",
  outdated: "Puede que esto no esté al día.",

  setupTitle: "La aplicación no está configurada del todo",
  setupText:
    "Esta aplicación no conoce su servidor. Quien la subió debe poner SERVER_ORIGIN en una dirección https en el perfil de subida y subirla de nuevo.",
  problemTitle: "No se pudo cargar esta página",
  problems: {
    "no-answer":
      "El servidor de Flowella no respondió. Inténtalo de nuevo en un momento. Si sigue así, avisa a tu administrador.",
    refused:
      "El servidor de Flowella no acepta esta cuenta de HubSpot. Pide a tu administrador que conecte de nuevo la aplicación en Aplicaciones conectadas.",
    "bad-status":
      "El servidor de Flowella tiene un problema. Inténtalo de nuevo en un momento. Si sigue así, avisa a tu administrador.",
    "not-understood":
      "El servidor de Flowella dio una respuesta que esta página no entiende. Vuelve a cargar la página. Si sigue así, di a tu administrador que la aplicación y el servidor no encajan.",
  },
  errorCode: (code) => `Código de error: ${code}`,
  forbiddenTitle: "No puedes ver esto",
  notFoundTitle: "Esta página no existe",
  notFoundText: "Elige una de las pestañas de arriba.",

  tabs: { start: "Inicio", forms: "Formularios", flows: "Flows", results: "Resultados" },
  flowStatus: { draft: "Borrador", published: "Publicado", paused: "En pausa" },
  version: (number) => `Versión ${number}`,

  start: {
    intro: "De cero a la primera respuesta. Esta lista se marca sola.",
    progress: (done, of) => `${done} de ${of} hechos`,
    allDone: "Todo funciona. Las respuestas nuevas están en Resultados.",
    states: {
      done: "Hecho",
      open: "Por hacer",
      whatsapp: "WhatsApp lo está revisando",
      customer: "Le toca al cliente",
      later: "Llega solo",
    },
    number: {
      title: "Un número de WhatsApp",
      none: "Aún no hay ningún número conectado. Hace falta un acceso de Facebook que gestione la empresa y unos diez minutos.",
      blocked: "Hay un número conectado, pero aún no puede enviar. La página que conecta WhatsApp dice qué falta.",
      ready: "Conectado y listo para enviar.",
    },
    form: {
      title: "Un formulario publicado",
      none: "Elige uno de tus formularios y míralo como Flow.",
      draft: "Has mirado un formulario. Publícalo para poder enviarlo.",
      published: "Un formulario tuyo es un Flow.",
    },
    consent: {
      title: "Quién aceptó que se le escriba",
      none: "Aún no se ha indicado nada, así que las personas solo reciben respuestas en las 24 horas siguientes a su propio mensaje. Haz que lo pregunte el formulario, o que quien gestiona Flowella indique una propiedad, una lista o una casilla del formulario.",
      named: "Solo se escribe a quienes aceptaron ahí.",
    },
    template: {
      title: "Una plantilla de mensaje aprobada",
      none: "Se presenta a WhatsApp cuando publicas el primer formulario.",
      "in-review": "WhatsApp la revisa, casi siempre en un día. Hasta entonces el Flow solo sale en chats abiertos.",
      attention: "WhatsApp no la aceptó como está. Quien gestiona Flowella presenta otro texto.",
      approved: "El Flow puede enviarse a personas que no han escrito en las últimas 24 horas.",
    },
    "first-send": {
      title: "El primer mensaje",
      none: "Abre un contacto, busca la tarjeta WhatsApp Flows, elige el Flow y pulsa Send. Prueba primero contigo. Si la tarjeta no está, un superadministrador la añade en Personalizar.",
      done: "Enviado.",
    },
    "first-answer": {
      title: "La primera respuesta",
      none: "Aparecerá en Resultados y en el contacto.",
      done: "Han llegado respuestas.",
    },
    connect: "Conectar WhatsApp",
    askConsent: "Que lo pregunte el formulario",
    askingConsent: "Guardando",
    askConsentHow:
      "Los formularios que se publiquen a partir de ahora terminan pidiendo permiso. A quien diga que sí se le puede escribir.",
    consentAsked: "Los formularios que se publiquen a partir de ahora terminan con la pregunta.",
    notSavedTitle: "No se guardó nada",
    connectMore: "Ver qué falta",
    chooseForm: "Elegir un formulario",
    seeTemplate: "Ver el Flow",
    seeResults: "Ver los resultados",
    whatWorks: "Qué funciona en esta cuenta de HubSpot",
    openPage: "Abrir la página",
    openOnce: "Se abre en una pestaña nueva, una sola vez, en diez minutos. Después vuelve aquí y pulsa Actualizar.",
    noLinkTitle: "Aún no hay enlace",
  },

  forms: {
    tool: "Dónde está el formulario",
    search: "Buscar por título",
    searchPlaceholder: "Palabras del título",
    changed: (when) => `Último cambio: ${when}`,
    noFlow: "Aún no es un Flow",
    convert: "Verlo como Flow",
    open: "Abrir",
    untitled: "Formulario sin título",
    previous: "Anterior",
    next: "Siguiente",
    emptyTitle: "Aquí no hay formularios",
    emptyText: "Crea uno en HubSpot en Marketing > Formularios y pulsa Actualizar.",
    emptyToolText: "Crea uno allí y pulsa Actualizar.",
    notFoundTitle: "Ningún formulario tiene estas palabras en el título",
    notFoundText: "Prueba con otras palabras, o con menos.",
    notConnectedTitle: (tool) => `${tool} no está conectado`,
    notConnectedText: "Conecta una cuenta y sus formularios aparecerán aquí.",
    refusedTitle: (tool) => `${tool} ya no acepta la conexión`,
    refusedText: "Alguien la cerró allí, o la cuenta ya no existe. Conéctala de nuevo.",
    connectTool: (tool) => `Conectar ${tool}`,
    openTool: (tool) => `Ir a ${tool}`,
    openToolHow: "Se abre en una pestaña nueva. Después vuelve aquí y pulsa Actualizar.",
  },

  report: {
    back: "Todos los formularios",
    facts: { language: "Idioma", screens: "Pantallas", time: "Tiempo para rellenarlo", questions: "Preguntas" },
    minutes: (minutes) => (minutes <= 1 ? "alrededor de un minuto" : `unos ${minutes} minutos`),
    blockedTitle: "Así como está no se puede publicar",
    notices: { info: "Bueno saberlo", warn: "Míralo", block: "Esto tiene que cambiar antes" },
    outcomes: {
      dropped: (count) => `Omitidas (${count})`,
      adapted: (count) => `Preguntadas de otra manera (${count})`,
      exact: (count) => `Preguntadas como en el formulario (${count})`,
    },
    none: "Ninguna.",
    preview: "Verlo en un teléfono",
    previewing: "Preparando la vista previa",
    previewTitle: "Vista previa",
    previewTab: "Abrirla en una pestaña nueva",
    previewHow: "Rellénalo como lo haría un cliente: no se envía ni se guarda nada.",
    noPreviewTitle: "No hay vista previa",
  },

  publish: {
    title: "Publicar",
    nextTitle: "Publicar como versión siguiente",
    costsTitle: "Cuánto cuesta",
    costs: {
      free: "Publicar no cuesta nada.",
      template:
        "Se presenta a WhatsApp una plantilla de mensaje para su revisión. Hasta que se apruebe, el Flow solo sale en chats abiertos.",
      keepsTemplate: "La plantilla de mensaje se queda como está y no necesita otra revisión.",
      price:
        "Un mensaje en un chat abierto no cuesta nada. Pasadas 24 horas desde el último mensaje de un cliente, Meta cobra cada mensaje entregado a su tarifa de utilidad.",
      versions: "Los mensajes ya enviados conservan la versión con la que salieron.",
    },
    button: "Publicar",
    publishing: "Publicando",
    runningText: "WhatsApp recibe el Flow, lo comprueba y lo publica. Tarda hasta un minuto; quédate en esta página.",
    doneTitle: "Publicado",
    done: {
      approved: "Ya se puede enviar: desde la tarjeta de un contacto o con un workflow.",
      "in-review":
        "Ya se puede enviar en chats abiertos, y a todos los demás en cuanto WhatsApp apruebe la plantilla de mensaje.",
      attention:
        "Se puede enviar en chats abiertos. Alguien tiene que ocuparse de su plantilla de mensaje: mira en Flows.",
    },
    current: "Los clientes reciben el formulario como es ahora. No hay nada que publicar.",
    unchanged: "El Flow ya tiene estos cambios.",
    refusedTitle: "No publicado",
    errorTitle: "La publicación no funcionó",
    unclearTitle: "No sabemos si se publicó",
    unclearText: "Pulsa otra vez el botón: cuenta como la misma publicación.",
    byHandTitle: "La última parte se hace a mano",
    copyTitle: "En su lugar se puede publicar una copia",
    copyButton: "Publicar una copia",
    refusals: {
      "whatsapp.not_connected": "Conecta primero un número de WhatsApp: mira en Inicio.",
      "flow.paused": "Este Flow está en pausa, y publicarlo lo reanudaría. Reanúdalo antes, en Flows.",
      "forms.flow_paused": "Este Flow está en pausa, y publicarlo lo reanudaría. Reanúdalo antes.",
      "forms.changed_again": "Entretanto el formulario cambió otra vez. Pulsa Actualizar y mira los cambios.",
      "forms.busy": "Este formulario se está leyendo en este momento. Inténtalo de nuevo en un minuto.",
      "forms.page_unread":
        "La página pública del formulario, la única que tiene las comprobaciones de las respuestas, no se puede leer ahora. Abre el formulario a todos, o inténtalo más tarde.",
      "forms.not_watched": "El formulario de este Flow no se sigue. Publica el formulario en Formularios.",
    },
  },

  flows: {
    emptyTitle: "Aún ningún formulario es un Flow",
    emptyText: "Elige un formulario, míralo como Flow y publícalo.",
    chooseForm: "Elegir un formulario",
    neverPublished: "Aún sin publicar",
    facts: { template: "Plantilla de mensaje", sends: "Mensajes", answers: "Respuestas" },
    noTemplate: "Se presenta al publicar",
    templates: { approved: "Aprobada", "in-review": "En revisión", attention: "Necesita a alguien" },
    pausedText: "No se envía nada, y quien abre un mensaje anterior lee que el formulario descansa.",
    pause: "Pausar",
    pausing: "Pausando",
    resume: "Reanudar",
    resuming: "Reanudando",
    paused: (name) => `${name} está en pausa.`,
    resumed: (name) => `${name} sigue adelante.`,
    notChangedTitle: "No se cambió nada",
    unclearTitle: "No sabemos si se cambió",
    seeForm: "Ver sus preguntas",
    changesTitle: (count) => (count === 1 ? "El formulario cambió" : `El formulario cambió (${count} cambios)`),
    changesText: "Los clientes siguen recibiendo el formulario como era. Mira los cambios y publícalos.",
  },

  results: {
    intro: "Primero las respuestas más nuevas, y si han llegado adonde deben estar.",
    emptyTitle: "Aún no hay respuestas",
    emptyText: "Envía un Flow desde la tarjeta de un contacto. Lo que entreguen los clientes aparecerá aquí.",
    states: { "under-way": "En camino", landed: "Ha llegado", attention: "Necesita atención" },
    stepFor: (destination, says) => `${destination}: ${says}`,
    deadTitle: (count) => (count === 1 ? "Se abandonó una entrega" : `Se abandonaron ${count} entregas`),
    deadText: "Arregla lo que dice cada una y vuelve a intentarlo. Hasta entonces no se pierde nada.",
    replay: "Volver a intentarlo",
    replayAll: "Volver a intentarlas todas",
    replaying: "Intentándolo de nuevo",
    replayed: (steps) =>
      steps === 0
        ? "Ya está en camino."
        : steps === 1
          ? "Está otra vez en camino."
          : `${steps} están otra vez en camino.`,
    notReplayedTitle: "No se volvió a intentar",
    unclearTitle: "No sabemos si se volvió a intentar",
    newer: "Las más nuevas",
    older: "Anteriores",
  },
};
