import { index, route } from "@react-router/dev/routes";

export default [
  index("routes/list.jsx", { id: "home" }),
  route("c/:section", "routes/list.jsx", { id: "section" }),
  route("t/:tag", "routes/list.jsx", { id: "tag" }),
  route("story/:slug", "routes/story.jsx"),
  route("sitemap.xml", "routes/sitemap.js"),
];
