/** How something grows over time, from samples of several lives: each may stand at another height, all grow alike. */

export interface Sample {
  readonly hours: number;
  readonly mb: number;
  /** Which life of the page it is of. */
  readonly life: number;
}

/** Of the line of least squares through each life about its own middle, MB an hour; 0 of too few samples. */
export function slopeAnHour(samples: readonly Sample[]): number {
  let [over, under] = [0, 0];
  for (const life of new Set(samples.map((sample) => sample.life))) {
    const own = samples.filter((sample) => sample.life === life);
    const mean = (read: (sample: Sample) => number) => own.reduce((sum, sample) => sum + read(sample), 0) / own.length;
    const [meanX, meanY] = [mean(({ hours }) => hours), mean(({ mb }) => mb)];
    for (const { hours, mb } of own) {
      over += (hours - meanX) * (mb - meanY);
      under += (hours - meanX) ** 2;
    }
  }
  return under > 0 ? over / under : 0;
}
