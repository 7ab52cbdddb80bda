import paper from "../paper.json" with { type: "json" };

export default {
  paths: () => paper.sections.map(({ slug, name }) => ({ params: { kind: "section", word: slug, title: name } })),
};
