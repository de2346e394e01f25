// The progress bar of a run: shown on a terminal, silent in a pipe.

import cliProgress from "cli-progress";

export interface Progress {
  /** Starts a case of so many rounds. */
  start(label: string, rounds: number): void;
  round(): void;
  stop(): void;
}

const silent: Progress = { start() {}, round() {}, stop() {} };

/** Opens a progress bar on stderr, so that stdout stays the table alone. */
export const openProgress = (stream: NodeJS.WriteStream = process.stderr): Progress => {
  if (!stream.isTTY) return silent;
  const bar = new cliProgress.SingleBar(
    { format: "  {bar} {value}/{total} rounds  {label}", stream, clearOnComplete: true, hideCursor: true, barsize: 24 },
    cliProgress.Presets.shades_classic,
  );
  return {
    start: (label, rounds) => bar.start(rounds, 0, { label }),
    round: () => bar.increment(),
    stop: () => bar.stop(),
  };
};
