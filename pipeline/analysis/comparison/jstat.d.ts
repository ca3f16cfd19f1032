/** What is used of jstat, which ships no types. */
declare module 'jstat' {
  const jStat: {
    readonly studentt: {
      /** @param p probability below the quantile */
      inv(p: number, degreesOfFreedom: number): number;
      cdf(t: number, degreesOfFreedom: number): number;
    };
    readonly beta: {
      /** Chance of a value up to `x`, 0 to 1. */
      cdf(x: number, alpha: number, beta: number): number;
      /** @param p probability below the quantile */
      inv(p: number, alpha: number, beta: number): number;
    };
    readonly noncentralt: {
      cdf(t: number, degreesOfFreedom: number, noncentrality: number): number;
    };
  };
  export default jStat;
}
