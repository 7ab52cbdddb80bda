import { useState } from "react";
import styles from "../styles/Article.module.css";

function Block({ kind, text, items, caption }) {
  if (kind === "subheading") return <h2>{text}</h2>;
  if (kind === "quote") return <blockquote>{text}</blockquote>;
  if (kind === "list") return <ul>{items.map((item) => <li key={item}>{item}</li>)}</ul>;
  if (kind === "picture") {
    return <figure><img src="/picture.jpg" alt="" /><figcaption>{caption}</figcaption></figure>;
  }
  return <p>{text}</p>;
}

// The first blocks only, until the reader asks for more: the rest is in the page's properties.
export default function Body({ blocks, html, shown }) {
  const [open, setOpen] = useState(!shown);
  if (open && html) return <div className={styles.body} dangerouslySetInnerHTML={{ __html: html }} />;
  const printed = open ? blocks : blocks.slice(0, shown);
  return (
    <div className={styles.body}>
      {printed.map((block, at) => <Block key={at} {...block} />)}
      {!open && (
        <button className={styles.more} onClick={() => setOpen(true)}>اقرأ المزيد</button>
      )}
    </div>
  );
}
