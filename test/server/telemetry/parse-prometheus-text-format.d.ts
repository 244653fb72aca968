declare module "parse-prometheus-text-format" {
  const parsePrometheusTextFormat: (text: string) => unknown;
  export = parsePrometheusTextFormat;
}
