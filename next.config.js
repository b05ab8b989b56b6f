import { PHASE_PRODUCTION_SERVER } from "next/constants.js";

/** @type {import("next").NextConfig} */
const config = {
  // Each command builds and runs in its own folder, apart from the others.
  distDir: process.env.DIST_DIR ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  // These load their own files, or are large: each page and handler would have a copy in memory.
  serverExternalPackages: ["@electric-sql/pglite", "pg", "kysely", "pg-boss", "undici"],
  devIndicators: false,
  // The page's former address.
  redirects: async () => [
    { source: "/sign-in/doctor", destination: "/sign-in/diagnostics", permanent: true },
  ],
  // Pages take no bodies; by default the middleware holds up to 10 MB of each in memory.
  experimental: { proxyClientMaxBodySize: 64 * 1024 },
  // Commands build into their own folders, with their own settings: Next writes into both.
  ...(process.env.DIST_DIR && {
    typescript: { ignoreBuildErrors: true, tsconfigPath: `${process.env.DIST_DIR}.tsconfig.json` },
  }),
  // Pictures come from the homeserver, through `app/api/media`.
  images: { unoptimized: true },
};

/**
 * Compiles messages at build time, so that browsers load no parser for them. The plugin includes a
 * compiler, which a running server does not need.
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
