import Grid from "../components/Grid";
import { site, stories } from "../shared/news.mjs";

export default function Home() {
  return (
    <>
      <h1 className="sr-only">{site.name}</h1>
      <Grid stories={stories.slice(0, 15)} />
    </>
  );
}
