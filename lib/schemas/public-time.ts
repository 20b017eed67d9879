/** Epoch milliseconds → ISO 8601 UTC with whole seconds. Public responses. Apart from zod, so that browsers load only this. */
export const toPublicTime = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
