import { PHASE_PRODUCTION_SERVER } from "next/constants.js";

/** @type {import("next").NextConfig} */
const config = {
  // Each command builds and runs in a folder of its own, so that none steps on another.
  distDir: process.env.DIST_DIR ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  // These load files of their own from where they lie; of the others, which are large, each page and
  // handler would have a copy in memory.
  serverExternalPackages: ["@electric-sql/pglite", "pg", "kysely", "pg-boss", "undici"],
  devIndicators: false,
  // Its address before the page had its present name.
  redirects: async () => [
    { source: "/sign-in/doctor", destination: "/sign-in/diagnostics", permanent: true },
  ],
  // Pages take no bodies; by itself the middleware holds up to 10 MB of each in memory.
  experimental: { proxyClientMaxBodySize: 64 * 1024 },
  // The commands build into folders of their own, with settings of their own: Next writes into both.
  ...(process.env.DIST_DIR && {
    typescript: { ignoreBuildErrors: true, tsconfigPath: `${process.env.DIST_DIR}.tsconfig.json` },
  }),
  // Pictures come from the homeserver, through `app/api/media`.
  images: { unoptimized: true },
};

/**
 * Messages are compiled at build time, so that no browser loads a parser for them. The plugin for it
 * brings a compiler along, which a running server has no use for.
 */
async function withMessages() {
  const { default: createNextIntlPlugin } = await import("next-intl/plugin");
  const plugin = createNextIntlPlugin({
    requestConfig: "./lib/server/http/messages.ts",
    experimental: {
      messages: { path: "./messages", format: "json", locales: ["en"], precompile: true },
    },
  });
  return plugin(config);
}

export default (phase) => (phase === PHASE_PRODUCTION_SERVER ? config : withMessages());
