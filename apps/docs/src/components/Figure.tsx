// An interactive figure of a record: time or speed-up, linear or logarithmic, any series hidden.

import type { WorkloadRecord } from "@benchmarks/src/harness/record.ts";
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { describe, type Look, looksOf, type Measure, pointsOf } from "./series.ts";

type Drawer = typeof import("./draw.ts");

/** The width of an element, followed as the window changes; 0 until it is known. */
const useWidth = () => {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    observer.observe(ref.current!);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
};

/** Plot is half of the page's script, so it is fetched apart, and not at all while the page is rendered to HTML. */
const useDrawer = (): Drawer | undefined => {
  const [drawer, setDrawer] = useState<Drawer>();
  useEffect(() => {
    let gone = false;
    import("./draw.ts").then((loaded) => {
      if (!gone) setDrawer(loaded);
    });
    return () => {
      gone = true;
    };
  }, []);
  return drawer;
};

const Glyph = ({ look, drawer }: { look: Look; drawer: Drawer | undefined }): ReactNode => {
  const ref = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (drawer) ref.current!.replaceChildren(drawer.drawSymbol(look));
  }, [drawer, look]);
  return <span className="benchmark-glyph" ref={ref} />;
};

interface ChoiceProps<T extends string> {
  readonly legend: string;
  readonly value: T;
  readonly options: Readonly<Record<T, string>>;
  onChange(value: T): void;
}

const Choice = <T extends string>({ legend, value, options, onChange }: ChoiceProps<T>): ReactNode => {
  const name = useId();
  return (
    <fieldset className="benchmark-choice">
      <legend>{legend}</legend>
      {(Object.entries(options) as [T, string][]).map(([option, label]) => (
        <label key={option}>
          <input type="radio" name={name} checked={option === value} onChange={() => onChange(option)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
};

/** Draws a record; the numbers it draws stand in a table elsewhere on the page. */
export const Figure = ({ record }: { record: WorkloadRecord }): ReactNode => {
  const looks = useMemo(() => looksOf(record), [record]);
  const [measure, setMeasure] = useState<Measure>("time");
  const [scale, setScale] = useState<"linear" | "log">("log");
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const { ref, width } = useWidth();
  const drawer = useDrawer();
  const canvas = useRef<HTMLDivElement>(null);
  const description = describe(record, measure);

  useEffect(() => {
    if (!drawer || width === 0) return;
    const points = pointsOf(record, measure).filter(({ series }) => !hidden.has(series));
    const { axis } = record;
    canvas.current!.replaceChildren(drawer.draw({ points, looks, measure, axis, description, scale, width }));
  }, [drawer, record, looks, measure, scale, hidden, width, description]);

  const toggle = (name: string) => {
    const next = new Set(hidden);
    if (!next.delete(name)) next.add(name);
    // The last one stays: an empty figure has no axes to read.
    if (next.size < looks.length) setHidden(next);
  };

  return (
    <figure className="benchmark" ref={ref}>
      <div className="benchmark-controls">
        <Choice<Measure>
          legend="Show"
          value={measure}
          options={{ time: "time", speedup: "speed-up" }}
          onChange={setMeasure}
        />
        <Choice<"linear" | "log">
          legend="Scale"
          value={scale}
          options={{ log: "logarithmic", linear: "linear" }}
          onChange={setScale}
        />
      </div>
      <fieldset className="benchmark-legend" aria-label="Implementations; press one to hide it">
        {looks.map((look) => (
          <button key={look.name} type="button" aria-pressed={!hidden.has(look.name)} onClick={() => toggle(look.name)}>
            <Glyph look={look} drawer={drawer} />
            {look.name}
          </button>
        ))}
      </fieldset>
      <div className="benchmark-canvas" ref={canvas}>
        <p className="benchmark-waiting">{description}</p>
      </div>
      <figcaption>
        Medians; the bands hold the middle half of the {measure === "time" ? "samples" : "rounds"}.
        {measure === "speedup" ? ` The baseline is “${record.baseline}”; below the dashed line is slower.` : ""}
      </figcaption>
    </figure>
  );
};
