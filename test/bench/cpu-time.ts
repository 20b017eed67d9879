/** How many milliseconds of a core some work takes: what else the machine does is not counted. */
export function cpuMillis(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
