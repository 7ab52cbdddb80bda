import Head from "next/head";
import Link from "next/link";
import styled from "styled-components";
import { sections, site } from "../shared/news.mjs";

const Wrapper = styled.div`max-width: 1200px; margin: 0 auto;`;
const Masthead = styled.header`border-bottom: 3px solid #0a3d62;`;
const SiteName = styled.h1`font-size: 2.4rem; text-align: center;`;
const Menu = styled.nav`display: flex; gap: 14px;`;
const Bottom = styled.footer`background: #222; color: #fff;`;

export default function Shell({ title, type = "website", children }) {
  return (
    <Wrapper>
      <Head>
        <title>{title ? `${title} - ${site.name}` : site.name}</title>
        <meta property="og:type" content={type} />
        <meta property="og:title" content={title ?? site.name} />
        <meta property="og:description" content={site.description} />
        <meta name="description" content={site.description} />
        <meta property="og:site_name" content={site.name} />
      </Head>
      <Masthead>
        <SiteName><Link href="/">{site.name}</Link></SiteName>
        <Menu>
          {sections.map(({ slug, name }) => <Link key={slug} href={`/${slug}`}>{name}</Link>)}
        </Menu>
      </Masthead>
      {children}
      <Bottom>
        <Link href="/about">من نحن</Link> <span>{site.description}</span>
      </Bottom>
    </Wrapper>
  );
}
