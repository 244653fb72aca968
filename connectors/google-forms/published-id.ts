/** The id of the public page, from its address: `…/forms/d/e/1FAIpQL…/viewform`. It is not the form's own id. */
export function publishedIdIn(url: string | undefined): string | undefined {
  return url?.match(/\be\/([\w-]{10,})/)?.[1];
}
