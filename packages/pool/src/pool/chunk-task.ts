// A chunk of a map: neighbouring items, called one after the other by one worker.

import type { Mode } from "../wire/messages.ts";
import type { FunctionEntry } from "./functions.ts";
import type { Site } from "./site.ts";
import type { Task, TaskSink } from "./task.ts";

interface ChunkOptions {
  fn: FunctionEntry;
  mode: Mode;
  size: number;
  site: Site;
  solo: boolean;
  payload(): unknown;
  sink: TaskSink;
}

export class ChunkTask implements Task {
  readonly fn: FunctionEntry;
  readonly mode: Mode;
  readonly size: number;
  readonly site: Site;
  readonly solo: boolean;
  readonly sink: TaskSink;
  readonly payload: () => unknown;
  readonly transfer = undefined;
  settled = false;
  worker: Task["worker"] = undefined;

  constructor(options: ChunkOptions) {
    this.fn = options.fn;
    this.mode = options.mode;
    this.size = options.size;
    this.site = options.site;
    this.solo = options.solo;
    this.sink = options.sink;
    this.payload = options.payload;
  }
}
