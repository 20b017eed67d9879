import config from "@/config/mirror.json";

/** The address of the copy outside this host, without its trailing slash; null while there is none (contract §21.5). */
export const MIRROR: string | null = (config as { address: string | null }).address?.replace(/\/$/, "") ?? null;
