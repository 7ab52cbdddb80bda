import Link from "next/link";
import styled from "styled-components";

const Row = styled.div`display: flex; border-bottom: 1px solid #eee;`;
const Name = styled.h2`font-size: 1.2rem;`;
const Words = styled.p`color: #555;`;
const When = styled.span`color: #888;`;
const Pager = styled.div`display: flex; justify-content: space-between;`;

export function Rows({ stories }) {
  return stories.map((story) => (
    <Row key={story.number}>
      <div>
        <Name><Link href={story.path}>{story.headline}</Link></Name>
        <Words>{story.excerpt}</Words>
        <When>{story.when}</When>
      </div>
    </Row>
  ));
}

export function Pages({ page, last, base }) {
  return (
    <Pager>
      {page > 1 && <Link href={`${base}?page=${page - 1}`}>السابق</Link>}
      {page < last && <Link href={`${base}?page=${page + 1}`}>التالي</Link>}
    </Pager>
  );
}
