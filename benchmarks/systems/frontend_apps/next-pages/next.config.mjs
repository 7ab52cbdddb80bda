export default {
  output: "export",
  trailingSlash: true,
  eslint: { ignoreDuringBuilds: true },
  outputFileTracingRoot: import.meta.dirname,
};
