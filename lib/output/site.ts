/** Where we live, as documents say it: fixed, so that a request's host can't change their bytes. */
export const SITE = "https://status.raxx.app";
