/** Takes the file as a lock: a function that gives it back, or null while another living process holds it. */
export function tryLock(file: string): Promise<(() => void) | null>;

/** Runs `work` under the lock, waiting for it; `onWait` is told the holder's pid once, if there is one. */
export function withLock<T>(file: string, onWait: (pid: number) => void, work: () => Promise<T>): Promise<T>;

/** The pid that a lock file names, or null. */
export function holderOf(file: string): number | null;

/** Name, state and parent of a process, where the system has /proc; null where not, or if there is none. */
export function readProcess(pid: number): { name: string; state: string; parent: number } | null;
