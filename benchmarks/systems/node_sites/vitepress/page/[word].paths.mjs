import paper from "../paper.json" with { type: "json" };

const pages = Math.ceil(paper.stories.length / 10);
const numbers = Array.from({ length: pages }, (_, at) => String(at + 1));

export default { paths: () => numbers.map((word) => ({ params: { kind: "page", word, title: `صفحة ${word}` } })) };
