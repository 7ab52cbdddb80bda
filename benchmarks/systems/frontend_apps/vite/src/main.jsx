import { createRoot } from "react-dom/client";
import { sections, site, stories } from "../shared/news.mjs";

const path = location.pathname.replace(/\/$/, "");

function Story({ story }) {
  return (
    <div className="story">
      <h1>{story.headline}</h1>
      {story.teaser && <p>{story.teaser}</p>}
      <div dangerouslySetInnerHTML={{ __html: story.html }} />
    </div>
  );
}

function App() {
  const story = stories.find((one) => one.path.replace(/\/$/, "") === path);
  if (story) return <Story story={story} />;
  const section = sections.find(({ slug }) => path === `/${slug}`);
  const shown = stories.filter((one) => !section || one.section.slug === section.slug);
  return (
    <div>
      <h1>{section?.name ?? site.name}</h1>
      {shown.map((one) => <a key={one.number} href={one.path}>{one.headline}</a>)}
    </div>
  );
}

createRoot(document.getElementById("root")).render(<App />);
