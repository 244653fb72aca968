import type { CommonTexts } from "./index.ts";

/** What cards, app page and settings all say, in Spanish. */
export const es: CommonTexts = {
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
  noLinkTitle: "Aún no hay enlace",
  cancel: "Cancelar",
  notDoneTitle: "No se hizo",
  unclearTitle: "No sabemos si se hizo",
};
