import { card, egyptianDate } from "../shared/news.mjs";

const size = 6;

// A page of a list, as getServerSideProps wants it.
export const paged = (stories, { query, resolvedUrl }, title = null) => {
  const page = Number(query.page ?? 1);
  const shown = stories.slice((page - 1) * size, page * size);
  if (!shown.length) return { notFound: true };
  return {
    props: {
      title,
      page,
      last: Math.ceil(stories.length / size),
      base: resolvedUrl.split("?")[0],
      stories: shown.map((story) => ({ ...card(story), when: egyptianDate(story) })),
    },
  };
};
