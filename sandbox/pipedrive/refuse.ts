import type { Response } from "express";

/** Pipedrive's error shape (its documentation, "Responses"). */
export function refuse(response: Response, status: number, error: string, info = ""): void {
  const error_info = `Please check developers.pipedrive.com for more information about Pipedrive API. ${info}`.trim();
  response.status(status).json({ success: false, error, error_info, data: null, additional_data: null });
}
