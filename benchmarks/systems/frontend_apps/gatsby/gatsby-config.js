const { site } = require("./shared/data.json");

module.exports = { siteMetadata: { title: site.name, siteUrl: site.url }, plugins: [], trailingSlash: "always" };
