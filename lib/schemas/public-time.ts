/** Epoch milliseconds → ISO 8601 UTC with whole seconds, for public responses. In a file without zod, so that browsers load no more than this. */
export const toPublicTime = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
