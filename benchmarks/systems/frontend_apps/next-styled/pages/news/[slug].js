import Link from "next/link";
import styled from "styled-components";
import { Rows } from "../../components/List";
import Shell from "../../components/Shell";
import { bySlug, card, egyptianDate, related } from "../../shared/news.mjs";

const Headline = styled.h2`font-size: 2rem; line-height: 1.4;`;
const Standfirst = styled.p`font-weight: 600; color: #444;`;
const Line = styled.div`color: #777; display: flex; gap: 8px;`;
const Text = styled.div`font-size: 1.1rem; line-height: 2;`;
const Share = styled.ul`list-style: none; display: flex;`;
const Chip = styled.span`background: #eef; padding: 2px 8px;`;
const Aside = styled.aside`background: #fafafa;`;

const Byline = ({ authors }) =>
  authors.map(({ slug, name }) => (
    <span key={slug}>بقلم <Link href={`/writer/${slug}`}>{name}</Link></span>
  ));

export default function News({ story, more, when }) {
  return (
    <Shell title={story.headline} type="article">
      <Line><Link href="/">الرئيسية</Link> / <Link href={`/${story.section.slug}`}>{story.section.name}</Link></Line>
      <Headline>{story.headline}</Headline>
      {story.teaser && <Standfirst>{story.teaser}</Standfirst>}
      <Line><Byline authors={story.authors} /><span>{when}</span></Line>
      <Share><li>شارك</li><li>فيسبوك</li><li>إكس</li><li>تيليغرام</li></Share>
      <Text dangerouslySetInnerHTML={{ __html: story.html }} />
      <div>{story.tags.map(({ slug, name }) => (
        <Chip key={slug}><Link href={`/topic/${slug}`}>{name}</Link></Chip>
      ))}</div>
      <Aside><h3>أخبار ذات صلة</h3><Rows stories={more} /></Aside>
    </Shell>
  );
}

export const getServerSideProps = ({ params }) => {
  const found = bySlug(params.slug);
  if (!found) return { notFound: true };
  const { number, path, headline, teaser, html, section, tags, authors } = found;
  const story = { number, path, headline, teaser, html, section, tags, authors };
  const more = related(found).map((other) => ({ ...card(other), when: egyptianDate(other) }));
  return { props: { story, more, when: egyptianDate(found) } };
};
