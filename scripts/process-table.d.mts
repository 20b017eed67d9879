/** Name, state and parent of a process, where the system has /proc; null where not, or if there is none. */
export function readProcess(pid: number): { name: string; state: string; parent: number } | null;

/** Whether a process with this pid runs; one that has ended and waits for its parent doesn't. */
export function isAlive(pid: number): boolean;
