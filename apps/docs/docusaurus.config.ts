// The site: where its parts are, and what makes its build fail.

import { fileURLToPath } from "node:url";
import type * as Preset from "@docusaurus/preset-classic";
import type { Config } from "@docusaurus/types";
import { type PrismTheme, themes } from "prism-react-renderer";
import { importCode } from "./src/remark/import-code.ts";

const packages = ["pool", "shared", "prange", "kernels", "sync"];

/** Both highlighting themes print comments too pale to read. */
const withComments = (theme: PrismTheme, color: string): PrismTheme => ({
  ...theme,
  styles: [...theme.styles, { types: ["comment"], style: { color, fontStyle: "italic" } }],
});

export default {
  title: "mp",
  tagline: "Parallel computing for TypeScript",
  favicon: "img/logo.svg",
  // Only absolute addresses in the sitemap and in <link rel="canonical"> need a host; a deployment names its own.
  url: process.env.DOCS_URL ?? "http://localhost:3000",
  baseUrl: process.env.DOCS_BASE ?? "/",
  trailingSlash: false,

  onBrokenLinks: "throw",
  onBrokenAnchors: "throw",
  onDuplicateRoutes: "throw",
  // TypeDoc writes .md, which is not MDX: a brace in a comment is a brace.
  markdown: { format: "detect", hooks: { onBrokenMarkdownLinks: "throw", onBrokenMarkdownImages: "throw" } },

  // v4 brings rspack, swc and lightningcss (@docusaurus/faster); git is not asked for dates, so a tarball builds as well.
  future: { v4: true, faster: { gitEagerVcs: false } },

  presets: [
    [
      "classic",
      {
        docs: { routeBasePath: "/", sidebarPath: "./sidebars.ts", beforeDefaultRemarkPlugins: [importCode] },
        pages: { beforeDefaultRemarkPlugins: [importCode] },
        blog: false,
        theme: { customCss: ["./src/css/theme.css", "./src/css/benchmark.css"] },
      } satisfies Preset.Options,
    ],
  ],

  plugins: [
    [
      "docusaurus-plugin-typedoc",
      {
        // One TypeScript program a package, each with that package's own configuration.
        entryPointStrategy: "packages",
        entryPoints: packages.map((name) => `../../packages/${name}`),
        packageOptions: {
          entryPoints: ["src/index.ts"],
          // The packages are checked by their own compiler, TypeScript 7; this one is 6, which TypeDoc needs.
          skipErrorChecking: true,
          excludeInternal: true,
          excludePrivate: true,
          disableSources: true,
          validation: { notExported: false, invalidLink: true },
          readme: "none",
        },
        out: "docs/api",
        readme: "none",
        name: "API reference",
        includeVersion: false,
        sidebar: { autoConfiguration: true, pretty: true },
        hidePageHeader: true,
        hideBreadcrumbs: true,
        parametersFormat: "table",
        enumMembersFormat: "table",
        expandObjects: true,
        useCodeBlocks: true,
      },
    ],
    () => ({
      name: "outside-files",
      configureWebpack: () => ({
        // The records that `npm run bench` wrote, and the type and number formats they were written with.
        resolve: { alias: { "@benchmarks": fileURLToPath(new URL("../../benchmarks", import.meta.url)) } },
      }),
    }),
  ],

  themeConfig: {
    colorMode: { respectPrefersColorScheme: true },
    navbar: {
      title: "mp",
      logo: { alt: "", src: "img/logo.svg", width: 24, height: 24 },
      items: [
        { to: "/quickstart", label: "Quickstart", position: "left" },
        { to: "/howto", label: "HOWTO", position: "left" },
        { to: "/benchmarks", label: "Benchmarks", position: "left" },
        { to: "/api", label: "API", position: "left" },
      ],
    },
    footer: {
      links: [
        { label: "Quickstart", to: "/quickstart" },
        { label: "HOWTO", to: "/howto" },
        { label: "Benchmarks", to: "/benchmarks" },
        { label: "API", to: "/api" },
      ],
      copyright: "mp is free software under the MIT License.",
    },
    prism: {
      theme: withComments(themes.github, "#5f6b68"),
      darkTheme: withComments(themes.oneDark, "#9aa7b4"),
      additionalLanguages: ["bash", "python"],
    },
    docs: { sidebar: { hideable: true } },
  } satisfies Preset.ThemeConfig,
} satisfies Config;
