// The landing page: what mp is in one sentence, a program, how to install it.

import Link from "@docusaurus/Link";
import CodeBlock from "@theme/CodeBlock";
import Layout from "@theme/Layout";
import MDXContent from "@theme/MDXContent";
import type { ReactNode } from "react";
import Program from "./_program.mdx";

const parts = [
  {
    title: "@mp/pool",
    text: "Python's Pool on worker threads. Functions travel with what they use; every promise settles, whatever a worker does.",
  },
  {
    title: "@mp/shared",
    text: "Typed arrays and ndarrays that all threads see. They cross to a worker as an address, not as a copy.",
  },
  {
    title: "@mp/prange",
    text: "numba's njit and prange: a loop compiled to WebAssembly when it is first called, its iterations on all cores.",
  },
  {
    title: "@mp/kernels",
    text: "det, fft2, correlate2d and their kin, with NumPy's and SciPy's names, defaults and results.",
  },
  {
    title: "@mp/sync",
    text: "Locks and events in shared memory, to block on or to await. A thread that dies holding one hangs nobody.",
  },
];

const Landing = (): ReactNode => (
  <Layout description="Parallel computing for TypeScript: pools, shared memory, locks and compiled parallel loops.">
    <main className="landing">
      <div className="landing-hero">
        <div>
          <h1>Your function, on every core.</h1>
          <p className="landing-lead">
            mp is to TypeScript what <code>multiprocessing</code> and numba are to Python: pools of workers, shared
            memory, locks, and loops compiled to run in parallel, in Node and in the browser. You write ordinary
            functions; there are no worker files, no registration and no build plugin.
          </p>
          <div className="landing-links">
            <Link className="button button--primary" to="/quickstart">
              Quickstart
            </Link>
            <Link className="button button--outline button--primary" to="/howto">
              The HOWTO
            </Link>
          </div>
          <CodeBlock language="bash">npm install @mp/pool @mp/shared @mp/prange @mp/kernels</CodeBlock>
        </div>
        <div className="markdown">
          <MDXContent>
            <Program />
          </MDXContent>
        </div>
      </div>
      <section className="landing-parts" aria-label="The packages">
        {parts.map(({ title, text }) => (
          <div key={title}>
            <h2>
              <code>{title}</code>
            </h2>
            <p>{text}</p>
          </div>
        ))}
        <div>
          <h2>Measured</h2>
          <p>
            <Link to="/benchmarks">Benchmarks</Link> with every sample and every loss, which <code>npm run bench</code>{" "}
            repeats on your machine.
          </p>
        </div>
      </section>
    </main>
  </Layout>
);

export default Landing;
