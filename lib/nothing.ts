/** Stands in for a module of the framework that no browser of ours needs. */
export {};
