export default {
  compiler: { styledComponents: true },
  eslint: { ignoreDuringBuilds: true },
  outputFileTracingRoot: import.meta.dirname,
};
