import { AppError } from "#lib/errors.ts";
import { tryJson } from "#lib/try-json.ts";

import { ofThisPage } from "./send.ts";

/** Uploads a file to our own server, and reports progress. Throws an AppError. */
export function upload(
  url: string,
  file: Blob,
  onProgress?: (sent: number) => void,
): Promise<unknown> {
  // fetch reports no upload progress.
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    request.upload.addEventListener("progress", ({ loaded }) => onProgress?.(loaded));
    request.addEventListener("load", () => {
      const body = tryJson(request.responseText);
      if (request.status === 200) resolve(body);
      else reject(AppError.fromBody(body));
    });
    // A partly received file is not kept.
    request.addEventListener("error", () => reject(new AppError("dashboard_unreachable")));
    request.open("POST", url);
    for (const [name, value] of Object.entries(ofThisPage())) request.setRequestHeader(name, value);
    request.send(file);
  });
}
