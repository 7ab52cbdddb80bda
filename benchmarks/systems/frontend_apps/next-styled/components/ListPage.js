import Shell from "./Shell";
import { Pages, Rows } from "./List";

export default function ListPage({ title, stories, ...pages }) {
  return (
    <Shell title={title}>
      {title && <h2>{title}</h2>}
      <Rows stories={stories} />
      <Pages {...pages} />
    </Shell>
  );
}
