// Two projects: the tests on Node, and those that need a page. Both run on source, without a build.

import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { findChromium } from "./scripts/find-chromium.mjs";

const isolation = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { conditions: ["@mp/source", "module", "node", "import", "default"] },
        ssr: { resolve: { conditions: ["@mp/source", "node", "import", "default"] } },
        test: {
          name: "node",
          include: [
            "packages/*/test/**/*.test.ts",
            "apps/*/test/**/*.test.ts",
            "benchmarks/test/**/*.test.ts",
            "scripts/test/**/*.test.ts",
          ],
          exclude: ["**/*.browser.test.ts", "**/node_modules/**", "**/dist/**"],
          pool: "forks",
          execArgv: ["--conditions=@mp/source"],
          testTimeout: 60_000,
          typecheck: { enabled: false },
        },
      },
      {
        resolve: { conditions: ["@mp/source", "module", "browser", "import", "default"] },
        server: { headers: isolation },
        test: {
          name: "chromium",
          include: ["packages/*/test/**/*.browser.test.ts"],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: findChromium(),
                args: [
                  "--no-sandbox",
                  "--disable-gpu",
                  "--disable-quic",
                  "--no-first-run",
                  "--disable-background-networking",
                  "--disable-component-update",
                  "--disable-sync",
                ],
              },
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
