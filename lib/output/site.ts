/** The site's address in documents: fixed, so that a request's host can't change their bytes. */
export const SITE = "https://status.raxx.app";
