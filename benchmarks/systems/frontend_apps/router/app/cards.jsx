import { Link } from "react-router";
import { relative } from "../shared/news.mjs";

export default function Cards({ stories }) {
  return stories.map((story) => (
    <div key={story.number} className="css-0">
      <Link to={story.path} className="css-1s5oahv">
        <div className="css-q8r9lz">{story.headline}</div>
      </Link>
      <div className="css-1xdhyk6">{story.excerpt}</div>
      <div className="css-70qvj9">{relative(story)}</div>
    </div>
  ));
}
