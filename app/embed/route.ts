import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { readEmbed } from "@/lib/usecases/read-documents";
import { endpoint } from "./endpoint";

/** The embed's bar as a page to frame, for sites whose policy allows no script of others. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: ({ ctx }) => readEmbed(ctx),
});
