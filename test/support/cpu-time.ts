/** Milliseconds of processor time that this process has used: bounds on work that hold on a loaded machine, where clocks do not. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
