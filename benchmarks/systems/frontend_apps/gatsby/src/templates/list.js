import React from "react";
import Frame, { Cards } from "../components/frame";
import { site } from "../../shared/data.json";

export default function List({ pageContext: { title, found } }) {
  return (
    <Frame>
      <div className="list-name">{title}</div>
      <Cards stories={found} />
    </Frame>
  );
}

export const Head = ({ pageContext: { title } }) => <title>{title ? `${title} | ${site.name}` : site.name}</title>;
