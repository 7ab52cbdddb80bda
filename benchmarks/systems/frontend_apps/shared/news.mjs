// What every app asks of the stories: lists, neighbours, and the ways a date is told.
import data from "./data.mjs";

export const { site, sections, stories } = data;

export const bySlug = (slug) => stories.find((story) => decodeURI(story.slug) === decodeURI(slug));
export const inSection = (slug) => stories.filter((story) => story.section.slug === slug);
export const withTag = (slug) =>
  stories.filter((story) => story.tags.some((tag) => tag.slug === decodeURIComponent(slug)));
export const byAuthor = (slug) => stories.filter((story) => story.authors.some((author) => author.slug === slug));

const unique = (list) => [...new Map(list.map((item) => [item.slug, item])).values()];
export const tags = unique(stories.flatMap((story) => story.tags));
export const authors = unique(stories.flatMap((story) => story.authors));

export const related = (story) =>
  inSection(story.section.slug)
    .filter((other) => other.number !== story.number)
    .slice(0, 4);

// What a card needs: frameworks write every property of a page into its payload.
export const card = ({ number, path, headline, excerpt, section, published, utc, minutes }) => ({
  number, path, headline, excerpt, section, published, utc, minutes,
});

const one = { minute: "دقيقة", hour: "ساعة", day: "يوم" };
const two = { minute: "دقيقتين", hour: "ساعتين", day: "يومين" };
const few = { minute: "دقائق", hour: "ساعات", day: "أيام" };

const counted = (count, unit) => {
  if (count <= 1) return one[unit];
  if (count === 2) return two[unit];
  return `${count} ${count <= 10 ? few[unit] : one[unit]}`;
};

export const relative = (story) => {
  const minutes = Math.floor((Date.now() - new Date(story.published)) / 60000);
  if (minutes < 60) return `منذ ${counted(minutes, "minute")}`;
  if (minutes < 24 * 60) return `منذ ${counted(Math.floor(minutes / 60), "hour")}`;
  return `منذ ${counted(Math.floor(minutes / (24 * 60)), "day")}`;
};

const plain = { dateStyle: "long", timeStyle: "short" };
const long = { ...plain, timeZone: "Asia/Riyadh" };
// In the server's own zone, UTC: what an app prints that names none.
export const egyptianDate = (story) => new Intl.DateTimeFormat("ar-EG", plain).format(new Date(story.published));
export const latinDate = (story) => new Intl.DateTimeFormat("ar-u-nu-latn", long).format(new Date(story.published));
export const englishDate = (story) => new Intl.DateTimeFormat("en-GB", long).format(new Date(story.published));

export const jsonLd = (story, more = {}) => ({
  "@context": "https://schema.org",
  "@type": "NewsArticle",
  headline: story.headline,
  description: story.teaser ?? undefined,
  datePublished: story.utc,
  dateModified: story.utc,
  articleSection: story.section.name,
  mainEntityOfPage: site.url + story.path,
  author: story.authors.length
    ? story.authors.map(({ name }) => ({ "@type": "Person", name }))
    : { "@type": "Organization", name: site.name },
  publisher: { "@type": "Organization", name: site.name },
  ...more,
});
