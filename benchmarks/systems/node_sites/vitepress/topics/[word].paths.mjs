import paper from "../paper.json" with { type: "json" };

export default { paths: () => paper.topics.map((word) => ({ params: { kind: "topic", word, title: `وسم: ${word}` } })) };
