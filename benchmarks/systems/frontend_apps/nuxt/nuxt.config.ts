export default defineNuxtConfig({
  compatibilityDate: "2025-11-01",
  telemetry: false,
  runtimeConfig: { public: { shown: process.env.SHOWN ?? 0 } },
  app: {
    head: {
      htmlAttrs: { lang: "ar", dir: "rtl" },
      link: [{ rel: "alternate", type: "application/rss+xml", href: "/feed.xml" }],
    },
  },
  experimental: { payloadExtraction: false },
  nitro: { externals: { inline: ["#shared", "shared/"] }, prerender: { crawlLinks: true, routes: ["/"] } },
});
