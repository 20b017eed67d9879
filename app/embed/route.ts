import { publicDocument } from "@/lib/http/public-json";
import { EMBED_HEADERS } from "@/lib/public/embed/embed-style";
import { readEmbed } from "@/lib/usecases/read-documents";

/** The embed's bar as a page to frame, for sites whose policy allows no script of others. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicDocument(readEmbed, EMBED_HEADERS);
