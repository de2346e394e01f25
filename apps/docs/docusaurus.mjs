// Docusaurus's command without its look for newer versions: building the site asks no server for anything.

process.env.NO_UPDATE_NOTIFIER = "1";
await import("@docusaurus/core/bin/docusaurus.mjs");
